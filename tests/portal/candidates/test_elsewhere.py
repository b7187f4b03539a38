"""A house learns that somebody is followed elsewhere in the bloc: yes or no, nothing more."""

from datetime import timedelta

from sqlalchemy import func, select

from portal.candidates.models.candidate import CandidateImport
from portal.candidates.operations.forget_import_files import forget_in_every_house
from portal.candidates.operations.import_candidates import check_import, import_candidates
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.organizations.queries import root_operator
from portal.people.queries import is_known_elsewhere
from tests.portal.candidates.builders import a_candidate, in_house
from tests.portal.candidates.test_import import sample

NUMBER = "001096004321"


def test_a_number_known_in_another_house_is_told_as_yes(app, cast):
    with app.app_context():
        with in_house(cast.an):
            a_candidate("Lê Thị Hoa", national_id=NUMBER)
            assert not is_known_elsewhere(NUMBER), "one's own people are not elsewhere"
        with in_house(cast.chi):
            assert is_known_elsewhere(NUMBER)
            assert not is_known_elsewhere("001096009999")
            assert not is_known_elsewhere("")


def test_the_page_says_yes_and_neither_who_nor_where(app, cast, client_as):
    with app.app_context(), in_house(cast.an):
        a_candidate("Lê Thị Hoa", national_id=NUMBER)
    browser = client_as(cast.chi)
    typed = {"full_name": "Phạm Văn Khác", "birth_date": "01/02/1997", "sex": "male", "national_id": NUMBER}
    page = browser.post(
        "/candidates/new", data=typed | {"source_group": "other", "ethnicity": "Kinh"}, follow_redirects=True
    ).text
    assert "đã có ở một đơn vị khác thuộc Khối" in page
    assert "Lê Thị Hoa" not in page
    assert "Sở Thử Nghiệm A" not in page


def test_a_checked_list_names_the_rows_known_elsewhere(app, cast, client_as):
    with app.app_context():
        with in_house(cast.an):
            import_candidates(file_name="a.xlsx", content=sample())
            known = db.session.scalar(
                select(func.count())
                .select_from(CandidateImport.metadata.tables["person"])
                .where(CandidateImport.metadata.tables["person"].c.national_id_index.is_not(None))
            )
        with in_house(cast.chi):
            checked = check_import(file_name="b.xlsx", content=sample())
    page = client_as(cast.chi).get(f"/candidates/imports/{checked}").text
    assert known > 0
    assert f"Số căn cước ở {known} dòng đã có trong danh sách của một đơn vị khác" in page


def test_files_are_forgotten_after_a_month_and_their_counts_stay(app, cast):
    with app.app_context():
        for someone in (cast.an, cast.chi):
            with in_house(someone):
                check_import(file_name="a.xlsx", content=sample())
        with session_as(root_operator()):
            assert forget_in_every_house() == 0
        with clock.frozen_at(clock.now() + timedelta(days=31)), session_as(root_operator()):
            assert forget_in_every_house() == 2
        with in_house(cast.an):
            run = db.session.scalars(select(CandidateImport)).one()
            assert (run.file_sealed, run.row_count > 0) == (None, True)


def test_the_page_of_a_forgotten_file_still_opens_and_says_so(app, cast, client_as):
    with app.app_context():
        with in_house(cast.an):
            run_id = check_import(file_name="a.xlsx", content=sample())
        with clock.frozen_at(clock.now() + timedelta(days=31)), session_as(root_operator()):
            forget_in_every_house()
    browser = client_as(cast.an)
    assert browser.get(f"/candidates/imports/{run_id}").status_code == 200
    answer = browser.post(f"/candidates/imports/{run_id}/confirm", follow_redirects=True)
    assert "đã được ghi hoặc đã bỏ" in answer.text
