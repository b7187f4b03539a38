"""Pictures for tests: drawn here, a few pixels large."""

from io import BytesIO

from PIL import Image

from courses.bank.formats.picture import draw_picture


def a_file(*, form="PNG", size=(40, 30), color="teal", **saving):
    """The content of a picture file in that form."""
    buffer = BytesIO()
    Image.new("RGB", size, color).save(buffer, form, **saving)
    return buffer.getvalue()


A_PICTURE = draw_picture(a_file(), "Sơ đồ")
