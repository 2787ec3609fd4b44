package conformance

import (
	"testing"
	"testing/synctest"
)

// Run runs all cases that the backend's vendor can be steered through.
func Run(t *testing.T, b Backend) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { newPlay(t, b, c).run() })
		})
	}
}
