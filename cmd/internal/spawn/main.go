package spawn

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"
)

// variable says in the environment which role a test binary has; unset, it is
// the test.
const variable = "FLOORWALKER_TEST_ROLE"

// Main runs the tests, or, in a child, its role until that returns, and exits.
// The role's context ends with SIGTERM. An error goes to stderr and becomes
// exit status 1.
func Main(m *testing.M, roles map[string]func(context.Context) error) {
	role := roles[os.Getenv(variable)]
	if role == nil {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	err := role(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
