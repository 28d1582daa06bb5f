"""Progress, learning rate and crop size."""

import time

import pytest

from training.schedule import Progress, crop_size, learning_rate


def test_progress_by_steps_goes_on_from_where_it_stopped() -> None:
    progress = Progress(start=0.5, total_steps=100)
    assert [progress.at(steps) for steps in (0, 50, 100, 150)] == [0.5, 0.75, 1.0, 1.0]


def test_progress_by_the_clock_does_not_ask_for_steps() -> None:
    progress = Progress(start=0.0, total_steps=1, seconds=0.2)
    assert progress.at(10**6) < 0.5
    time.sleep(0.25)
    assert progress.at(0) == 1.0


def test_a_schedule_without_time_is_refused() -> None:
    with pytest.raises(ValueError, match="some time"):
        Progress(start=0.0, total_steps=1, seconds=0)


def test_rate_rises_to_its_peak_and_falls_to_nothing() -> None:
    rates = [learning_rate(step / 1000, peak=2.0) for step in range(1001)]
    assert max(rates) == pytest.approx(2.0)
    assert rates.index(max(rates)) == 10
    assert rates[-1] == pytest.approx(0.0)
    assert rates[10:] == sorted(rates[10:], reverse=True)


def test_crops_grow_in_multiples_of_eight() -> None:
    assert [crop_size(p, 48, growing=True) for p in (0, 0.39, 0.4, 0.69, 0.7, 1)] == [32, 32, 40, 40, 48, 48]
    assert crop_size(0, 48, growing=False) == 48
