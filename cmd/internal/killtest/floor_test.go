package killtest

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
)

// floor is hub, desks and customers.
type floor struct {
	t      *testing.T
	dice   *rand.Rand
	ledger *ledger
	addr   string
	hubDir string

	hub                   *process
	desks                 []*desk
	hubDeaths, deskDeaths int

	turns     map[chat.ChatID]int // each customer's own
	customers sync.WaitGroup
	stop      context.CancelFunc
	quiet     bool // between pause and resume: whoever starts now does not write
	acks      atomic.Int64
}

// desk is an agent's, through all its processes.
type desk struct {
	*process
	name, dir, token string
	births           int // however the one before ended
}

func newFloor(t *testing.T, dice *rand.Rand) *floor {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{
		t: t, dice: dice, ledger: newLedger(), addr: l.Addr().String(), hubDir: t.TempDir(),
		turns: make(map[chat.ChatID]int),
	}
	l.Close() // the hub's from here on
	f.startHub()
	if _, err := f.hub.hear(wordReady); err != nil {
		t.Fatal(err)
	}
	for name, role := range map[string]chat.Role{"Asha": chat.RolePrimary, "Ben": chat.RoleSecondary} {
		d := &desk{name: name, dir: t.TempDir(), token: f.addAgent(name, role)}
		f.startDesk(d)
		f.desks = append(f.desks, d)
	}
	return f
}

func (f *floor) startHub() {
	f.hub = startProcess(f.t, "hub", []string{dirVariable + "=" + f.hubDir, addrVariable + "=" + f.addr}, f.ledger.heard)
}

func (f *floor) startDesk(d *desk) {
	d.process = startProcess(f.t, "desk", []string{
		dirVariable + "=" + d.dir, addrVariable + "=" + f.addr, tokenVariable + "=" + d.token,
		nameVariable + "=" + d.name, bornVariable + "=" + strconv.Itoa(d.births),
		quietVariable + "=" + strconv.FormatBool(f.quiet),
	}, f.ledger.heard)
	d.births++
}

// hubBytes is how large the hub's folder is. Files may come and go meanwhile.
func (f *floor) hubBytes() (bytes int64) {
	_ = filepath.WalkDir(f.hubDir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			if info, err := entry.Info(); err == nil {
				bytes += info.Size()
			}
		}
		return nil
	})
	return bytes
}

// addAgent asks the running hub, by the socket in its folder.
func (f *floor) addAgent(name string, role chat.Role) string {
	var client *http.Client
	if !until(10*time.Second, func() bool {
		var err error
		client, err = station.Admin(f.t.Context(), f.hubDir)
		return err == nil
	}) {
		f.t.Fatal("no admin socket")
	}
	defer client.CloseIdleConnections()
	token, err := station.AddAgent(f.t.Context(), client, hub.NewAgent{Name: name, Role: role})
	if err != nil {
		f.t.Fatal(err)
	}
	return token
}
