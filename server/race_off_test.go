//go:build !race

package main

const isRaceDetected = false
