"""What WTForms says when a value does not fit, in Vietnamese."""

from __future__ import annotations

MESSAGES = {
    "Invalid field name '%s'.": "Không có ô tên “%s”.",
    "Field must be equal to %(other_name)s.": "Hai lần nhập chưa giống nhau.",
    "Field must be at least %(min)d characters long.": "Cần ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d characters.": "Không dài quá %(max)d ký tự.",
    "Field must be exactly %(max)d characters long.": "Cần đúng %(max)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": "Cần từ %(min)d đến %(max)d ký tự.",
    "Number must be at least %(min)s.": "Số nhỏ nhất là %(min)s.",
    "Number must be at most %(max)s.": "Số lớn nhất là %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Số phải từ %(min)s đến %(max)s.",
    "Date must be at least %(min)s.": "Ngày sớm nhất là %(min)s.",
    "Date must be at most %(max)s.": "Ngày muộn nhất là %(max)s.",
    "Date must be between %(min)s and %(max)s.": "Ngày phải từ %(min)s đến %(max)s.",
    "This field is required.": "Chưa nhập nội dung này.",
    "Invalid input.": "Nội dung chưa đúng dạng.",
    "Invalid email address.": "Địa chỉ thư điện tử chưa đúng.",
    "Invalid IP address.": "Địa chỉ IP chưa đúng.",
    "Invalid Mac address.": "Địa chỉ MAC chưa đúng.",
    "Invalid URL.": "Địa chỉ trang chưa đúng.",
    "Invalid UUID.": "Mã chưa đúng.",
    "Invalid value, must be one of: %(values)s.": "Chỉ nhận một trong: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Không nhận: %(values)s.",
    "This field cannot be edited.": "Nội dung này không sửa được.",
    "This field is disabled and cannot have a value.": "Nội dung này đang khóa.",
    "Invalid Choice: could not coerce.": "Lựa chọn không có trong danh sách.",
    "Choices cannot be None.": "Danh sách lựa chọn đang trống.",
    "Not a valid choice.": "Lựa chọn không có trong danh sách.",
    "Invalid choice(s): one or more data inputs could not be coerced.": (
        "Có lựa chọn không có trong danh sách."
    ),
    "'%(value)s' is not a valid choice for this field.": "Có lựa chọn không có trong danh sách.",
    "'%(value)s' are not valid choices for this field.": "Có lựa chọn không có trong danh sách.",
    "Not a valid datetime value.": "Ngày giờ chưa đúng.",
    "Not a valid date value.": "Ngày chưa đúng.",
    "Not a valid time value.": "Giờ chưa đúng, ví dụ 08:30.",
    "Not a valid week value.": "Tuần chưa đúng.",
    "Not a valid integer value.": "Cần một số nguyên.",
    "Not a valid decimal value.": "Cần một số, ví dụ 8,5.",
    "Not a valid float value.": "Cần một số, ví dụ 8,5.",
    "File does not have an approved extension: {extensions}": "Chỉ nhận tệp: {extensions}.",
    "File does not have an approved extension.": "Loại tệp này không nhận được.",
    "Invalid CSRF Token.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "CSRF token missing.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "CSRF failed.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "CSRF token expired.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "The CSRF token is missing.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "The CSRF session token is missing.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "The CSRF token has expired.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "The CSRF token is invalid.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
    "The CSRF tokens do not match.": "Trang đã mở quá lâu. Kiểm tra lại nội dung rồi gửi lần nữa.",
}


class VietnameseMessages:
    """The two functions WTForms asks a translation for; Vietnamese has no plural forms."""

    def gettext(self, string: str) -> str:
        return MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:  # noqa: ARG002 -- WTForms' signature
        return MESSAGES.get(plural) or MESSAGES.get(singular, singular)
