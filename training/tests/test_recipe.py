"""A recipe runs its sessions in turn, and what is done is not done again."""

import json
from pathlib import Path

import torch

from training.checkpoint import load_average
from training.config import TrainConfig
from training.drawn_faces import drawn_face_set
from training.opinions import form_opinions
from training.recipe import Refinement, Session, refine_all, teach, train_all, train_teachers

SESSIONS = (Session(epochs=1), Session(epochs=3, from_progress=0.5))


def sessions_of(run: Path) -> list[dict]:
    return [json.loads(line) for line in (run / "sessions.jsonl").read_text().splitlines()]


def test_sessions_follow_one_another_and_a_finished_recipe_does_nothing(tmp_path: Path) -> None:
    faces = drawn_face_set(64, seed=1)
    config = TrainConfig(data="", run=str(tmp_path), shape="tiny", batch=32, threads=1)
    train_all(config, SESSIONS, faces, faces)
    began = [(each["start_epoch"], each["start_progress"], each["epochs"]) for each in sessions_of(tmp_path)]
    assert began == [(0, 0.0, 1), (1, 0.5, 3)]
    train_all(config, SESSIONS, faces, faces)
    assert len(sessions_of(tmp_path)) == 2


def test_the_same_recipe_gives_the_same_network(tmp_path: Path) -> None:
    faces = drawn_face_set(96, seed=1)
    averages = []
    for name in ("one", "other"):
        run = tmp_path / name
        config = TrainConfig(data="", run=str(run), shape="tiny", batch=32, threads=2)
        train_all(config, (Session(epochs=2),), faces, faces)
        averages.append(load_average(run / "last.pt").state_dict())
    for key, values in averages[0].items():
        assert torch.equal(values, averages[1][key]), key


def test_a_session_that_was_cut_goes_on_where_it_stopped(tmp_path: Path) -> None:
    faces = drawn_face_set(64, seed=1)
    config = TrainConfig(data="", run=str(tmp_path), shape="tiny", batch=32, threads=1)
    train_all(config, (Session(epochs=2),), faces, faces)
    train_all(config, (Session(epochs=1), Session(epochs=4, from_progress=0.1)), faces, faces)
    last = sessions_of(tmp_path)[-1]
    assert last["start_epoch"] == 2
    assert last["start_progress"] > 0.1


def test_each_refinement_goes_on_from_the_last_and_hears_all(tmp_path: Path, monkeypatch) -> None:
    heard = []

    def listening(networks, faces):
        heard.append(len(networks))
        return form_opinions(networks, faces)

    session = Session(epochs=1, from_progress=0.75)
    monkeypatch.setattr("training.recipe.REFINEMENTS", tuple(Refinement(session, share, False) for share in (0.4, 0.5)))
    monkeypatch.setattr("training.recipe.form_opinions", listening)
    faces = drawn_face_set(64, seed=1)
    config = TrainConfig(data="", run=str(tmp_path / "run"), shape="tiny", batch=32, threads=1)
    train_all(config, (Session(epochs=1, from_progress=0.75),), faces, faces)
    for _ in range(2):
        last = refine_all(config, tmp_path / "run" / "best.pt", faces, faces)
    assert last == tmp_path / "refined-2" / "best.pt"
    assert heard == [1, 2]
    starts = [sessions_of(tmp_path / name)[0]["initial"] for name in ("refined-1", "refined-2")]
    assert starts == [str(tmp_path / name / "best.pt") for name in ("run", "refined-1")]
    assert [len(sessions_of(tmp_path / name)) for name in ("refined-1", "refined-2")] == [1, 1]


def test_teachers_hear_the_refined_network_and_teach_it(tmp_path: Path, monkeypatch) -> None:
    small, session = {"shape": "tiny", "batch": 32}, Session(epochs=1, from_progress=0.75)
    monkeypatch.setattr("training.recipe.TEACHER", small)
    monkeypatch.setattr("training.recipe.PUPIL", small)
    monkeypatch.setattr("training.recipe.TEACHER_SESSION", session)
    monkeypatch.setattr("training.recipe.PUPIL_SESSION", session)
    faces = drawn_face_set(64, seed=1)
    config = TrainConfig(data="", run=str(tmp_path / "run"), shape="tiny", batch=32, threads=1)
    train_all(config, (session,), faces, faces)
    refined = tmp_path / "run" / "best.pt"
    for _ in range(2):
        teachers = train_teachers(config, refined, faces, faces)
        last = teach(config, refined, teachers, faces, faces)
    assert last == tmp_path / "taught" / "last.pt"
    heard = str(tmp_path / "teachers" / "opinions.npz")
    first, *more = (sessions_of(tmp_path / "teachers" / str(number)) for number in (1, 2, 3))
    assert [(each["seed"], each["opinions"]) for each in first] == [(1, [heard])]
    assert [len(each) for each in more] == [1, 1]
    [lesson] = sessions_of(tmp_path / "taught")
    assert lesson["initial"] == str(refined)
    assert lesson["teacher"] == [str(tmp_path / "teachers" / str(number) / "best.pt") for number in (1, 2, 3)]
