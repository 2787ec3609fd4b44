package hub

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/sync/clock"
	"floorwalker/sync/driver"
	"floorwalker/sync/files"
	"floorwalker/sync/log"
	"floorwalker/sync/sealed"
)

// Journal is what the hub asks of the event log; sync/log fulfils it.
type Journal interface {
	Epoch() string
	Last() uint64
	Append(ctx context.Context, recs []log.Record) (first uint64, err error)
	Read(ctx context.Context, after uint64, visit func(seq uint64, data []byte) error) error
	ReadChat(ctx context.Context, id chat.ChatID, visit func(seq uint64, data []byte) error) error
	Audit(ctx context.Context, data []byte) error
	ReadAudit(ctx context.Context, after uint64, visit func(seq uint64, data []byte) error) error
	SaveCheckpoint(ctx context.Context, schema string, position uint64, r io.Reader) error
	LoadCheckpoint(ctx context.Context, schema string) (position uint64, r io.ReadCloser, ok bool, err error)
	PutCredential(ctx context.Context, key string, value []byte) error
	DeleteCredential(ctx context.Context, key string) error
	Credentials(ctx context.Context) (map[string][]byte, error)
}

// Config is what a hub needs to know.
type Config struct {
	Journal Journal
	Drivers []driver.Driver
	// Edition is the policy that a floor is judged by until its log has one.
	Edition *policy.Edition
	// Own says that Edition is the team's own, and not what every desk comes
	// with: a floor whose log has no policy begins with it.
	Own bool
	// Weights are what the rules measure with.
	Weights *learned.Weights
	// Now is the wall clock.
	Now func() time.Time

	// optional

	// Local reads the wall clock and the time that has passed, the machine's
	// sleep included, at one moment. Hub time goes by the latter, so that
	// nobody who moves the wall clock moves a clock of the floor. Without
	// it Now is believed whatever it says.
	Local clock.Local
	// Hand, if set, is the practice clock: it is used in place of Local and Now, and
	// [Hub.Turn] turns it. It is for floors whose customers are all played.
	Hand *clock.Hand
	// Lease, if set, is this hub's right to act, where several share one log. Nothing
	// is done outside without it, [Hub.Run] ends with [ErrLeaseLost] when it is lost,
	// and a command whose event is on its way then has no answer here: its desk sends
	// it again to the successor.
	Lease Lease
	// Boot names the run of the machine by which Local counts. A hub that is
	// started again in the same run knows how long none ran, whatever became of
	// the wall clock. It may be empty.
	Boot string
	// Seal keeps the originals of lines whose secrets are masked.
	// Without it they are kept nowhere.
	Seal *sealed.Key
	// Version is the program's, shown to desks.
	Version string
	// Hosts are further values of the Host header that are let in, such as
	// the name on the certificate. Loopback names always are.
	Hosts []string
	// RingSize is how many events a slow desk may be behind before it reads a
	// new snapshot. Zero means 65,536.
	RingSize int
	// CheckpointEvery is how many events lie between two checkpoints. Zero
	// means 50,000.
	CheckpointEvery uint64
	// Knowledge is what the bot's claims are checked against. Without it
	// nothing is, and the desks are told so (G-TRIG-04). Whoever has it calls
	// [Hub.KnowledgeLoaded] after each load.
	Knowledge Knowledge
	// Saved is told of every version of a record that others do not replace:
	// of those that are on the log while the hub opens, and of each one after it
	// is on disk, from the loop. It must not block. It may be nil.
	Saved func(*chat.RecordSaved)
	// Starter is what a floor has on its shelves when it is made.
	Starter Starter
	// Files keeps what is attached to messages. Without it there are no files.
	Files *files.Store
	// Tickets are kept and sent by it. Without it there are none to ask for.
	Tickets Tickets
	// Logger may be nil.
	Logger *slog.Logger

	// newID returns the id of a fact that follows from nothing else. Tests
	// that compare bytes bring their own.
	newID func(kind string) chat.EventID
	// flush, if it is there, is asked by the writer of an agent's desk when it
	// has nothing to do. If it returns a channel, events are written after its
	// next value; otherwise as soon as there are any.
	flush func(chat.AgentID) <-chan struct{}
	// untimed keeps the loop from waking by itself; what is due is seen when
	// something else happens. For tests whose clock is their own.
	untimed bool
}

const (
	defaultRing       = 1 << 16
	defaultCheckpoint = 50_000
	// maxBatch is how many events one commit may hold.
	maxBatch = 500
	// maxInputs is how many decided inputs wait for one commit.
	maxInputs = 256
)

func (c Config) withDefaults() Config {
	if c.RingSize == 0 {
		c.RingSize = defaultRing
	}
	if c.CheckpointEvery == 0 {
		c.CheckpointEvery = defaultCheckpoint
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Hand != nil {
		c.Local, c.Now = c.Hand.Read, c.Hand.Wall
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.newID == nil {
		c.newID = randomID
	}
	return c
}

// randomID returns an id for a fact that follows from nothing else.
func randomID(kind string) chat.EventID {
	return chat.EventID(kind + "/" + strings.ToLower(rand.Text()))
}
