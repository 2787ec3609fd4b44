package console

import (
	"errors"
	"strings"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/storage"
	"floorwalker/sync/outbox"
)

// The port's words are the outbox's own, so that the adapter only converts.
func TestThePortSaysWhatTheOutboxSays(t *testing.T) {
	for here, there := range map[app.WaitState]outbox.State{
		app.WaitQueued: outbox.Queued, app.WaitSent: outbox.Sent, app.WaitUnsure: outbox.Unsure,
		app.WaitHeld: outbox.Held, app.WaitRefused: outbox.Refused, app.WaitDone: outbox.Done,
	} {
		if got := waiting(outbox.Entry{State: there}).State; got != here {
			t.Errorf("%v is %q", there, got)
		}
	}
	for here, there := range map[app.Hold]outbox.Hold{
		app.HoldOld: outbox.HeldOld, app.HoldChanged: outbox.HeldChanged, app.HoldTime: outbox.HeldTime,
		app.HoldBehind: outbox.HeldBehind, app.HoldLeft: outbox.HeldLeft, app.HoldUnsigned: outbox.HeldUnsigned,
		app.HoldOther: outbox.HeldOther, app.HoldGap: outbox.HeldGap, app.HoldSalvaged: outbox.HeldSalvaged,
		app.HoldSilent: outbox.HeldSilent, app.HoldUnknown: outbox.HeldUnknown,
	} {
		if got := waiting(outbox.Entry{Why: there}).Why; got != here {
			t.Errorf("%v is %q", there, got)
		}
	}
}

// What goes wrong is said in the disk's words, not in those of a package.
func TestErrorsAreForPeople(t *testing.T) {
	store, err := storage.Open(t.TempDir()+"/desk.db", storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	box := outboxOn(store)(app.OutboxNeeds{
		Now:    func() (chat.Instant, bool) { return 1, false },
		Folded: func(chat.ChatID) (int, bool) { return 0, true },
	})
	long := chat.Command{ID: "long", Chat: "c", Body: &chat.PostMessage{Text: strings.Repeat("x", 2<<20)}}
	if _, err := box.Add(long); !errors.Is(err, errTooLong) {
		t.Errorf("too long: %v", err)
	}
	full := errors.New("the disk is full")
	if err := plain(&outbox.StoreError{Op: "add", Err: full}); !errors.Is(err, full) || err.Error() != full.Error() {
		t.Errorf("full: %v", err)
	}
}
