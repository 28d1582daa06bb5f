"""How Mien's expression network was made: data, network, training, calibration and export."""
