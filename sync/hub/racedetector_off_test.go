//go:build !race

package hub

// raceDetector says that tests run about ten times slower.
const raceDetector = false
