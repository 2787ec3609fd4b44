package conformance

import (
	"testing"
	"testing/synctest"
)

// Run runs all cases that the backend's vendor can be steered through, each as a
// subtest of its own.
func Run(t *testing.T, b Backend) {
	t.Helper()
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := opened(t, b, c)
				if !p.fits() {
					t.Logf("%s has nothing of the kind", b.Name)
					return
				}
				p.run()
			})
		})
	}
}
