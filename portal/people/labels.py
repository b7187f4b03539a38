"""What the enumerations of a person are called on pages and in sheets."""

from __future__ import annotations

from portal.people.models import Education, Sex, SourceGroup

SEX = {Sex.FEMALE: "Nữ", Sex.MALE: "Nam"}
EDUCATION = {
    Education.POSTGRADUATE: "Sau đại học",
    Education.UNIVERSITY: "Đại học",
    Education.COLLEGE: "Cao đẳng, trung cấp",
    Education.UPPER_SECONDARY: "Trung học phổ thông",
    Education.LOWER_SECONDARY: "Trung học cơ sở",
    Education.PRIMARY: "Tiểu học",
    Education.LITERATE: "Biết đọc, biết viết",
    Education.NONE: "Chưa đi học",
}
SOURCE_GROUP = {
    SourceGroup.CIVIL_SERVANT: "Cán bộ, công chức",
    SourceGroup.PUBLIC_EMPLOYEE: "Viên chức",
    SourceGroup.MEDICAL: "Y, bác sĩ",
    SourceGroup.TEACHER: "Giảng viên, giáo viên",
    SourceGroup.STUDENT: "Sinh viên, học sinh",
    SourceGroup.WORKER: "Công nhân, lao động",
    SourceGroup.OTHER: "Khác",
}
