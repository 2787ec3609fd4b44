package station

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// socketName is the admin socket's name in the data folder.
const socketName = "admin.sock"

// longestSocket is what every system allows for the path of a socket.
const longestSocket = 100

// socketPath returns a path to the admin socket that is short enough for the
// system; done ends its use.
func socketPath(dir string) (path string, done func(), err error) {
	path = filepath.Join(dir, socketName)
	if len(path) <= longestSocket || runtime.GOOS != "linux" {
		return path, func() {}, nil
	}
	f, err := os.Open(dir) // #nosec G304 -- the operator's own data folder
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", f.Fd(), socketName), func() { _ = f.Close() }, nil
}

// ErrNoHub says that no hub runs in the data folder.
var ErrNoHub = errors.New("no hub is running in this data folder")

// Admin returns a client for the hub that runs in the data folder, or ErrNoHub.
func Admin(ctx context.Context, dir string) (*http.Client, error) {
	dial := func(ctx context.Context) (net.Conn, error) {
		path, done, err := socketPath(dir)
		if err != nil {
			return nil, err
		}
		defer done()
		var d net.Dialer
		return d.DialContext(ctx, "unix", path)
	}
	c, err := dial(ctx)
	switch {
	case errors.Is(err, os.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED):
		return nil, ErrNoHub
	case err != nil:
		return nil, err
	}
	_ = c.Close() // it was only to see whether somebody answers
	return &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx) },
	}}, nil
}
