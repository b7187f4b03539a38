"""Tables of the feature, one aggregate a file; importing the folder maps them all."""

from portal.candidates.models import (
    candidate,
    clock_setting,
    evidence,
    helper,
    kept_figures,
    review,
    review_setting,
    rule_set,
    saved_list,
    stage,
    standing,
    training_record,
    waiver,
)

__all__ = [
    "candidate",
    "clock_setting",
    "evidence",
    "helper",
    "kept_figures",
    "review",
    "review_setting",
    "rule_set",
    "saved_list",
    "stage",
    "standing",
    "training_record",
    "waiver",
]
