"""Any play of saves, replays, delays, submits, closings and proctor steps keeps the invariants.

The model is a server that does exactly what the machine says, and a ledger kept by the candidates'
side of the wire: what was acknowledged, and what was sent at all.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from courses.exams import machine
from courses.exams.machine import AttemptState, Close, KeepLate, Refused, Replay, Stale, Standing, Store

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ITEMS = st.integers(1, 3)
REASONS = st.sampled_from(["", "mất điện", "bấm nhầm"])


class AttemptLife(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.now = START
        self.deadline = START + timedelta(minutes=10)
        self.grace = timedelta(seconds=5)
        self.state = AttemptState.OPEN
        self.held = {}
        self.log = []
        self.submissions = []
        self.last_seq = {}
        self.in_flight = []
        self.acked = {}
        self.sent = set()

    def standing(self):
        return Standing(self.state, self.deadline, self.now, self.grace)

    @rule(item=ITEMS, value=st.sampled_from("abcd"), is_delayed=st.booleans())
    def answer(self, item, value, is_delayed):
        self.last_seq[item] = self.last_seq.get(item, 0) + 1
        message = (item, self.last_seq[item], value)
        self.in_flight.append(message)
        if not is_delayed:
            self.arrive(message)

    @rule(data=st.data())
    def an_old_message_arrives_again(self, data):
        if self.in_flight:
            self.arrive(data.draw(st.sampled_from(self.in_flight)))

    @rule(item=ITEMS, seq=st.integers(1, 6), value=st.sampled_from("abcd"))
    def another_tab_counts_by_itself(self, item, seq, value):
        self.arrive((item, seq, value))

    def arrive(self, message):
        item, seq, value = message
        self.sent.add(message)
        before = dict(self.held)
        held = self.held.get(item)
        decision = machine.decide_save(
            self.standing(),
            held_seq=held[0] if held else None,
            sent_seq=seq,
            is_same_value=held is not None and held[1] == value,
        )
        if decision.is_logged:
            self.log.append((message, isinstance(decision, KeepLate)))
        if isinstance(decision, Store):
            assert self.state is AttemptState.OPEN
            assert self.now <= self.deadline + self.grace
            assert held is None or seq > held[0]
            self.held[item] = (seq, value)
            self.acked[item] = (seq, value)
        else:
            assert self.held == before
        if isinstance(decision, Replay):
            assert held == (seq, value)
        if isinstance(decision, Stale):
            assert decision.held_seq == held[0] >= seq
            assert not decision.is_conflict or value != held[1]

    @rule(seconds=st.integers(1, 400))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule()
    def submit(self):
        self.close(machine.decide_submit(self.standing()))

    @rule()
    def the_closing_job_runs(self):
        self.close(machine.decide_expiry(self.standing()))
        over = self.now > self.deadline + self.grace
        assert not (over and self.state is AttemptState.OPEN)

    def close(self, decision):
        if isinstance(decision, Close):
            assert self.state is AttemptState.OPEN
            self.state = decision.state
            self.submissions.append(dict(self.held))
            assert decision.at <= self.now
            again = machine.decide_submit(self.standing())
            assert again == machine.AlreadyClosed(decision.state)

    @rule(reason=REASONS)
    def void(self, reason):
        decision = machine.decide_void(self.state, reason, is_locked=False)
        if isinstance(decision, machine.Void):
            assert reason
            self.state = AttemptState.VOID

    @rule(reason=REASONS, minutes=st.integers(-5, 30))
    def let_back_in(self, reason, minutes):
        deadline = self.now + timedelta(minutes=minutes)
        decision = machine.decide_reopen(self.state, deadline, self.now, reason, is_locked=False)
        if isinstance(decision, Refused):
            assert not reason or minutes <= 0 or self.state is AttemptState.OPEN
        else:
            self.state, self.deadline = AttemptState.OPEN, decision.deadline

    @invariant()
    def an_acknowledged_answer_is_never_lost(self):
        for item, (seq, value) in self.acked.items():
            assert self.held[item][0] >= seq
            assert self.held[item][0] > seq or self.held[item][1] == value

    @invariant()
    def nothing_sent_is_thrown_away(self):
        assert self.sent == {message for message, _ in self.log}

    @invariant()
    def what_is_submitted_is_what_was_held_in_time(self):
        in_time = {message for message, is_late in self.log if not is_late}
        for submission in self.submissions:
            assert {(item, *held) for item, held in submission.items()} <= in_time


TestAttemptLife = AttemptLife.TestCase
TestAttemptLife.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
