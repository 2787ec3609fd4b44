package hub

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// TestALogThatFailsStopsTheHub tells everybody who asked that nothing was
// stored, publishes nothing, and says once why it stopped.
func TestALogThatFailsStopsTheHub(t *testing.T) {
	for name, cause := range map[string]error{"full": errDisk, "conflict": log.ErrConflict} {
		t.Run(name, func(t *testing.T) {
			j := newJournal()
			r := newRig(t, j)
			c := r.desk(r.agent("Asha", chat.RolePrimary))
			r.open("c")
			c.sees(func(f *chat.Floor) bool { return f.Chat("c") != nil })
			stored := j.Last()
			j.set(func(j *memJournal) { j.onAppend = func([]log.Record) error { return cause } })
			if f := c.wish("n", "c", &chat.PostNote{Text: "x"}); f.OK || f.Code != string(chat.RefusedNotStored) || f.Words == "" {
				t.Errorf("the desk was told %+v", f)
			}
			var err error
			select {
			case err = <-r.ended:
				r.ended <- err
			case <-time.After(10 * time.Second):
				t.Fatal("the hub goes on")
			}
			if !errors.Is(err, cause) || !strings.HasPrefix(err.Error(), "writing the log: ") || strings.Contains(err.Error(), "\n") {
				t.Errorf("it stopped with %q", err)
			}
			if bye, _ := c.ends(); bye.Code != "stopped" {
				t.Errorf("%+v", bye)
			}
			if n := len(c.floor.Chat("c").Messages); n != 0 || j.Last() != stored {
				t.Errorf("%d notes were published, %d events are on the log, before %d", n, j.Last(), stored)
			}
			j.set(func(j *memJournal) { j.onAppend = nil })
			newRig(t, j).chatter("c", "m", 1)
			if got := j.kinds(t, "c"); len(got) < 2 {
				t.Errorf("the next hub has %v", got)
			}
		})
	}
}

// TestEverybodyInAFailedBatchIsTold has many who wait for one commit.
func TestEverybodyInAFailedBatchIsTold(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	r.open("c")
	hold, inside := make(chan struct{}), make(chan struct{}, 1)
	j.set(func(j *memJournal) {
		j.onAppend = func([]log.Record) error {
			inside <- struct{}{}
			<-hold
			return errDisk
		}
	})
	errs := make(chan error, 40)
	var submitters sync.WaitGroup
	for i := range cap(errs) {
		submitters.Go(func() {
			_, err := r.driver.sink.Deliver(context.Background(), said("c", fmt.Sprint("m", i), "x", chat.SpeakerCustomer))
			errs <- err
		})
	}
	<-inside
	close(hold)
	submitters.Wait() // nobody waits for ever
	close(errs)
	for err := range errs {
		if !errors.Is(err, errDisk) && !errors.Is(err, ErrStopped) {
			t.Errorf("somebody was told %v", err)
		}
	}
	if err := r.stop(); !errors.Is(err, errDisk) {
		t.Errorf("it stopped with %v", err)
	}
}

// TestNothingIsToldBeforeItIsOnDisk holds the disk and looks.
func TestNothingIsToldBeforeItIsOnDisk(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	c.sees(func(f *chat.Floor) bool { return f.Chat("c") != nil })
	hold, inside := make(chan struct{}), make(chan struct{}, 1)
	j.set(func(j *memJournal) {
		j.onAppend = func([]log.Record) error {
			inside <- struct{}{}
			<-hold
			return nil
		}
	})
	c.command("n", "c", &chat.PostNote{Text: "x"})
	<-inside
	newest := r.hub.ring.newest()
	c.send(`{"k":"ping","t":1}`)
	c.until(wire.FramePong) // the desk's session lives, and had nothing before this
	if n := len(c.floor.Chat("c").Messages); n != 0 || newest != j.Last() {
		t.Errorf("%d notes were told, the ring is at %d, the disk at %d", n, newest, j.Last())
	}
	if len(r.driver.called()) != 0 {
		t.Errorf("the backend was asked %q", r.driver.called())
	}
	close(hold)
	go func() { // later commits pass
		for range inside {
		}
	}()
	if f := c.until(wire.FrameResult); !f.OK {
		t.Errorf("%+v", f)
	}
	c.same()
	if err := r.stop(); err != nil {
		t.Error(err)
	}
	close(inside)
}

// TestStoppingFreesWhoeverWaits stops a hub whose backend is delivering all
// the time: Run waits for the backend, which must not wait for Run.
func TestStoppingFreesWhoeverWaits(t *testing.T) {
	for i := range 30 {
		r := newRig(t, newJournal())
		r.open("c")
		var busy sync.WaitGroup
		for k := range 4 {
			busy.Go(func() {
				for n := 0; ; n++ {
					if _, err := r.driver.sink.Deliver(context.Background(), said("c", fmt.Sprint("m", k, n), "x", chat.SpeakerCustomer)); err != nil {
						if !errors.Is(err, ErrStopped) {
							t.Errorf("%v", err)
						}
						return
					}
				}
			})
		}
		time.Sleep(time.Duration(i) * 100 * time.Microsecond)
		if err := r.stop(); err != nil {
			t.Fatal(err)
		}
		busy.Wait()
	}
}

// busyDriver delivers from Run itself, as the practice floor does.
type busyDriver struct{ *scripted }

func (d busyDriver) Run(ctx context.Context, s driver.Sink) error {
	d.sink = s
	close(d.ready)
	for n := 0; ctx.Err() == nil; n++ {
		if _, err := s.Deliver(context.Background(), chat.Event{
			ID: "open", Chat: chat.ChatID(fmt.Sprint("c", n%500)), Body: &chat.ChatOpened{Driver: "scripted"},
		}); err != nil {
			return err
		}
	}
	return nil
}

func TestStoppingABackendInTheMiddle(t *testing.T) {
	for i := range 30 {
		d := busyDriver{newScripted()}
		r := newRig(t, newJournal(), func(c *Config) { c.Drivers[0] = d })
		time.Sleep(time.Duration(i) * 100 * time.Microsecond)
		if err := r.stop(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestABackendThatEndsStopsTheHub(t *testing.T) {
	d := newScripted()
	d.ended = errors.New("the key is no good")
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers[0] = d })
	select {
	case err := <-r.ended:
		r.ended <- err
		if err == nil || err.Error() != "backend scripted: the key is no good" {
			t.Errorf("%v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the hub goes on")
	}
}

// TestACheckpointThatFailsDoesNotStopTheHub writes on.
func TestACheckpointThatFailsDoesNotStopTheHub(t *testing.T) {
	j := newJournal()
	tries := 0
	j.onSave = func() error { tries++; return errDisk }
	r := newRig(t, j, func(c *Config) { c.CheckpointEvery = 5 })
	r.open("c")
	r.chatter("c", "m", 40)
	h := r.hash()
	j.set(func(j *memJournal) {
		if tries < 2 || j.saves != 0 {
			t.Errorf("%d tries, %d saved", tries, j.saves)
		}
		j.onSave = nil
	})
	r = r.restart()
	if got := r.hash(); got != h {
		t.Error("the next hub has another floor")
	}
	if j.saves != 1 { // the last one, on leaving
		t.Errorf("%d saved", j.saves)
	}
}
