//go:build !race

package ladder

// raceDetector says that everything runs several times slower.
const raceDetector = false
