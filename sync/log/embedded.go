package log

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Limits of the embedded server. The disk is the real limit; see reserve.
const (
	maxMemory = 32 << 20 // bytes for streams in memory, of which there are none
	maxStore  = 1 << 40  // bytes on disk
	readySoon = 30 * time.Second
)

// embedded is a NATS server inside this process that nothing outside can
// reach. It hands out in-process connections and may be replaced by a new
// one after a failed write, so that the client behind it just reconnects.
type embedded struct {
	dir    string
	free   func(dir string) (uint64, error) // bytes left; freeBytes, or a test's
	logger *slog.Logger
	server atomic.Pointer[server.Server]
	failed atomic.Pointer[atomic.Bool] // whether this server, not an earlier one, said that a write failed
}

// start starts a server on the store below dir.
func (e *embedded) start() error {
	opts := &server.Options{
		ServerName:             "floorwalker",
		DontListen:             true,
		NoSigs:                 true,
		NoSystemAccount:        true,
		JetStream:              true,
		DisableJetStreamBanner: true,
		StoreDir:               filepath.Join(e.dir, "log"),
		JetStreamMaxMemory:     maxMemory,
		JetStreamMaxStore:      maxStore,
		SyncAlways:             true,
		MaxPayload:             MaxRecord + headroom,
	}
	s, err := server.NewServer(opts)
	if err != nil {
		return err
	}
	failed := new(atomic.Bool)
	e.failed.Store(failed)
	s.SetLoggerV2(serverLogger{e.logger, failed}, false, false, false)
	s.Start()
	if !s.ReadyForConnections(readySoon) || !s.JetStreamEnabled() {
		s.Shutdown()
		s.WaitForShutdown()
		return e.whyNot()
	}
	e.server.Store(s)
	return nil
}

// stop waits until the store is written and closed. It reports whether there
// was a server to stop.
func (e *embedded) stop() bool {
	s := e.server.Swap(nil)
	if s == nil {
		return false
	}
	s.Shutdown()
	s.WaitForShutdown()
	return true
}

// healthy reports whether the store still takes writes, as far as the server
// knows.
func (e *embedded) healthy() bool {
	s := e.server.Load()
	return s != nil && s.JetStreamEnabled() && !e.failed.Load().Load()
}

// InProcessConn implements nats.InProcessConnProvider.
func (e *embedded) InProcessConn() (net.Conn, error) {
	s := e.server.Load()
	if s == nil {
		return nil, errors.New("the embedded server is stopped")
	}
	return s.InProcessConn()
}

// whyNot finds the reason why the store cannot be opened or written, by
// trying to write beside it.
func (e *embedded) whyNot() error {
	if err := probe(e.dir); err != nil {
		return err
	}
	return fmt.Errorf("%w: %s does not open", ErrCorrupt, filepath.Join(e.dir, "log"))
}

// probe writes and syncs a little in dir, and tells a full disk and a
// read-only folder from the rest.
func probe(dir string) error {
	f, err := os.CreateTemp(dir, "probe-*")
	if err == nil {
		_, err = f.Write(make([]byte, 128<<10))
		err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name()))
	}
	return classify(err)
}

// classify gives errors of the file system their names.
func classify(err error) error {
	switch {
	case err == nil:
		return nil
	case isFull(err):
		return fmt.Errorf("%w (%w)", ErrFull, err)
	case isReadOnly(err):
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	}
	return err
}

// serverLogger passes on what the server has to say; it says little that an
// operator needs, so notices are only for debugging. It is also the only way
// to learn of a failed write, for which the server sends no answer.
type serverLogger struct {
	to     *slog.Logger
	failed *atomic.Bool
}

func (l serverLogger) Noticef(f string, v ...any) { l.to.Debug(fmt.Sprintf(f, v...), "from", "nats") }

func (l serverLogger) Warnf(f string, v ...any)  { l.to.Warn(fmt.Sprintf(f, v...), "from", "nats") }
func (l serverLogger) Fatalf(f string, v ...any) { l.Errorf(f, v...) }
func (l serverLogger) Debugf(f string, v ...any) { l.to.Debug(fmt.Sprintf(f, v...), "from", "nats") }
func (l serverLogger) Tracef(string, ...any)     {}

func (l serverLogger) Errorf(f string, v ...any) {
	text := fmt.Sprintf(f, v...)
	if strings.Contains(strings.ToLower(text), "critical write error") {
		l.failed.Store(true)
	}
	l.to.Error(text, "from", "nats")
}
