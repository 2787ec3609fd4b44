package log

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Config says where a log lies.
type Config struct {
	// Dir is the data folder of an embedded log. It is made if missing, and
	// locked. Ignored with a URL.
	Dir string
	// URL is that of an existing NATS cluster with JetStream, or several,
	// separated by commas. "" means embedded.
	URL string
	// Workspace keeps the logs of several teams in one cluster apart. ""
	// means "main".
	Workspace string
	// Logger gets warnings. nil discards them.
	Logger *slog.Logger
	// Now is the clock for the latencies in [Stats], and nothing else. nil
	// means time.Now.
	Now func() time.Time
	// Elapsed is the time that has passed since some moment, on a clock that
	// nobody sets and that goes on while the machine sleeps or the process is
	// stopped; the lease is held by it. nil means the runtime's own monotonic
	// clock.
	Elapsed func() time.Duration

	restoring *BackupInfo // that of the backup by which the log is being made
}

// Log is an open event log. All methods may be called from any goroutine.
type Log struct {
	names    names
	logger   *slog.Logger
	now      func() time.Time
	elapsed  func() time.Duration
	lock     *folderLock // nil with a cluster
	embedded *embedded   // nil with a cluster
	nc       *nats.Conn
	js       jetstream.JetStream
	floor    jetstream.Stream
	epoch    string
	last     atomic.Uint64
	gate     chan struct{} // holds a token while an append is under way
	broken   bool          // under gate: the embedded store must be reopened first
	acked    uint64        // under gate: the newest event that this process was told is on disk
	lease    atomic.Pointer[Lease]
	chain    chain
	stats    stats
	rest     rest
	waits    waits
	readWait time.Duration // that of waits, or a test's
	// get is [Log.request], or a test's, for the parts of checkpoints.
	get func(ctx context.Context, stream string, req getRequest) chunk

	closing sync.Once
	done    chan struct{} // closed with the log
}

// Open opens the log, making it if there is none. An embedded log's folder is
// locked first: if another process has it, the error is an [InUseError]. A
// folder that cannot be written, a full disk and a damaged store are
// [ErrReadOnly], [ErrFull] and [ErrCorrupt].
func Open(ctx context.Context, cfg Config) (*Log, error) {
	l := &Log{
		names:  namesOf(cmp.Or(cfg.Workspace, "main")),
		logger: cfg.Logger,
		now:    cfg.Now,
		gate:   make(chan struct{}, 1),
		done:   make(chan struct{}),
		waits:  waitsFor(cfg.URL),

		elapsed: cfg.Elapsed,
	}
	l.readWait = l.waits.read
	if l.elapsed == nil {
		began := time.Now()
		l.elapsed = func() time.Duration { return time.Since(began) }
	}
	l.get = l.request
	if l.logger == nil {
		l.logger = slog.New(slog.DiscardHandler)
	}
	if l.now == nil {
		l.now = time.Now
	}
	if err := l.open(ctx, cfg); err != nil {
		_ = l.Close()
		return nil, &OpError{"open", silent(err)}
	}
	return l, nil
}

func (l *Log) open(ctx context.Context, cfg Config) error {
	if cfg.URL == "" {
		if err := l.openFolder(cfg.Dir); err != nil {
			return err
		}
	}
	if err := l.connect(cfg.URL); err != nil {
		return err
	}
	if err := l.openFloor(ctx, cfg.restoring); err != nil {
		if l.embedded != nil {
			return errors.Join(err, probe(l.embedded.dir))
		}
		return err
	}
	newest, last, err := l.healTail(ctx)
	l.acked = newest
	l.sawLast(last)
	return err
}

// openFolder makes, locks and checks the folder, then starts the server on it.
func (l *Log) openFolder(dir string) error {
	if dir == "" {
		return fmt.Errorf("%w: neither a data folder nor a URL", ErrUsage)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return classify(err)
	}
	if l.lock, err = lockFolder(dir); err != nil {
		return classify(err)
	}
	if err := probe(dir); err != nil {
		return err
	}
	if err := guard(dir, l.names.floor); err != nil {
		return err
	}
	l.embedded = &embedded{dir: dir, free: freeBytes, logger: l.logger}
	return l.embedded.start()
}

const epochKey = "floorwalker.epoch"

// openFloor finds the stream of floor events or makes it.
func (l *Log) openFloor(ctx context.Context, like *BackupInfo) error {
	epoch := make([]byte, 12)
	if _, err := rand.Read(epoch); err != nil {
		return err
	}
	stream, err := l.ensureStream(ctx, floorLike(like, jetstream.StreamConfig{
		Name:               l.names.floor,
		Subjects:           []string{l.names.prefix + ">"},
		AllowDirect:        true,
		AllowAtomicPublish: true,
		// Repetition is the fold's business. A longer window would have the
		// server read all of it again when it starts.
		Duplicates: 100 * time.Millisecond,
		Metadata:   map[string]string{epochKey: hex.EncodeToString(epoch)},
	}))
	if err != nil {
		return err
	}
	info := stream.CachedInfo()
	l.floor, l.epoch = stream, info.Config.Metadata[epochKey]
	if l.epoch == "" {
		return fmt.Errorf("%w: the stream %s was not made by this program", ErrCorrupt, l.names.floor)
	}
	if lost := info.State.Lost; lost != nil && len(lost.Msgs) > 0 {
		return fmt.Errorf("%w: %d events cannot be read, the first is %d", ErrCorrupt, len(lost.Msgs), lost.Msgs[0])
	}
	return nil
}

// ensureStream returns the stream of that name, making it if there is none:
// on three peers where the cluster has them, else on one.
func (l *Log) ensureStream(ctx context.Context, cfg jetstream.StreamConfig) (jetstream.Stream, error) {
	stream, err := again(ctx, l, func(ctx context.Context) (jetstream.Stream, error) { return l.js.Stream(ctx, cfg.Name) })
	if !errors.Is(err, jetstream.ErrStreamNotFound) {
		return stream, err
	}
	cfg.Storage = jetstream.FileStorage
	cfg.Discard = jetstream.DiscardNew
	for _, cfg.Replicas = range l.replicas() {
		if stream, err = l.js.CreateStream(ctx, cfg); err == nil {
			return stream, nil
		}
		if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			return l.js.Stream(ctx, cfg.Name) // another hub was quicker
		}
	}
	return nil, err
}

// replicas are the numbers of copies to try, best first. Only the cluster's
// leader knows how many peers it can use, so it is asked by trying.
func (l *Log) replicas() []int {
	if l.embedded != nil || l.nc.ConnectedClusterName() == "" {
		return []int{1}
	}
	return []int{3, 1}
}

// Epoch names the stream of floor events. It is random, made with the stream
// and kept in its metadata: a new stream is a new epoch, and positions of
// another epoch mean nothing.
func (l *Log) Epoch() string { return l.epoch }

// Last is the sequence of the newest committed floor event known here: every
// one of this log's own appends, and on a cluster what others appended as of
// the last [Log.Read] or [Log.Append]. 0 means none.
func (l *Log) Last() uint64 { return l.last.Load() }

func (l *Log) sawLast(seq uint64) {
	for {
		old := l.last.Load()
		if seq <= old || l.last.CompareAndSwap(old, seq) {
			return
		}
	}
}

// Close waits for an append that is under way, closes the store and lets go
// of the folder. Further calls do nothing.
func (l *Log) Close() error {
	l.closing.Do(func() {
		close(l.done)
		l.gate <- struct{}{} // and never given back
		if lease := l.lease.Load(); lease != nil {
			lease.Release()
		}
		if l.nc != nil {
			l.nc.Close()
		}
		if l.embedded != nil {
			l.closed(l.embedded.stop())
		}
		if l.lock != nil {
			l.lock.release()
		}
	})
	return nil
}

// closed leaves the note that spares the next opening a look at every block,
// if the server really was running and has stopped.
func (l *Log) closed(stopped bool) {
	if !stopped || l.broken {
		return
	}
	if err := markClosed(l.embedded.dir); err != nil {
		l.logger.Warn("the next start will check the whole log", "error", err)
	}
}
