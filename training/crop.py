"""The crop contract: where eyes and mouth lie in the crop that the network sees. See CROP.md."""

from __future__ import annotations

LEFT_EYE: tuple[float, float] = (0.315, 0.385)
RIGHT_EYE: tuple[float, float] = (0.685, 0.385)
MOUTH: tuple[float, float] = (0.505, 0.78)
"""Fractions of the crop (x to the right, y down), left and right as seen.

As the product's landmark network sees FER2013's mean face; ``src/vision/model-manifest.ts`` has
the same numbers.
"""

GRAY_COEFFICIENTS: tuple[float, float, float] = (0.299, 0.587, 0.114)
"""Weights of red, green and blue (ITU-R BT.601), on values as stored (gamma-encoded)."""
