"""Only unsure faces are looked at twice, and their looks count alike."""

import numpy as np

from training.metrics import softmax
from training.second_look import look_twice, mirrored


def test_a_sure_face_keeps_its_first_look() -> None:
    first, second = np.array([[5.0, 0.0, 0.0]]), np.array([[0.0, 5.0, 0.0]])
    np.testing.assert_allclose(look_twice(first, second, 0.65), softmax(first))


def test_an_unsure_face_gets_the_mean_of_its_looks() -> None:
    first, second = np.array([[0.4, 0.5, 0.0]]), np.array([[3.0, 0.0, 0.0]])
    said = look_twice(first, second, 0.65)
    np.testing.assert_allclose(said, softmax((first + second) / 2))
    assert said.argmax() == 0


def test_the_mirror_image_runs_from_right_to_left() -> None:
    faces = np.arange(8, dtype=np.uint8).reshape(1, 2, 4)
    assert mirrored(faces).tolist() == [[[3, 2, 1, 0], [7, 6, 5, 4]]]
