//go:build race

package main

// isRaceDetected tells whether the race detector is on: it makes code several times slower.
const isRaceDetected = true
