//go:build unix

package cluster

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// perRound is how many rounds of a soak count for one here, which takes more than a
// minute: it is all faults.
const perRound = 100

// What a desk may have to wait from a fault on.
const (
	mostWaited = 20 * time.Second
	halfWaited = 10 * time.Second
)

// TestSoakThreeHubs plays faults to three hubs on a cluster of three, and then holds
// the log and the vendor against what the desks were told.
func TestSoakThreeHubs(t *testing.T) {
	faults := allFaults()[:3]
	if rounds, _ := strconv.Atoi(os.Getenv("FLOORWALKER_SOAK_ROUNDS")); rounds > 0 {
		faults = nil
		for range (rounds + perRound - 1) / perRound {
			all := allFaults()
			rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			faults = append(faults, all...)
		}
	}
	if only := os.Getenv(onlyVariable); only != "" {
		faults = slices.DeleteFunc(faults, func(one fault) bool { return !strings.Contains(one.name, only) })
	}
	f := newFloor(t)
	if !f.quiet() {
		t.Fatalf("the desks have no answer before anything went wrong: %v", f.desks[0].past())
	}
	var all, hard []time.Duration
	for i, one := range faults {
		waits := f.suffer(i, one)
		all = append(all, waits...)
		if one.hard {
			hard = append(hard, waits...)
		}
	}
	f.calm()
	f.judge()
	t.Logf("waiting, %d desks × %d faults: p50 %.1f s, most %.1f s; %d of them hit the floor itself: p50 %.1f s",
		len(f.desks), len(faults), median(all).Seconds(), slices.Max(all).Seconds(), len(hard)/len(f.desks), median(hard).Seconds())
	if m := median(hard); m > halfWaited {
		t.Errorf("half of the waits were longer than %s", m)
	}
}

// suffer lets one fault happen and returns how long each desk waited.
func (f *floor) suffer(n int, one fault) []time.Duration {
	f.t.Helper()
	mend := one.begin(f)
	before := time.Now() // finding out whom to hit is no part of it
	f.open()
	f.say("c0", fmt.Sprint("customer ", n))
	waits := make([]time.Duration, len(f.desks))
	for i, d := range f.desks {
		ok := until(mostWaited-time.Since(before), func() (ok bool) {
			waits[i], ok = d.waited(before)
			return ok
		})
		if !ok {
			f.t.Fatalf("%s: %s has no answer after %s; its link: %s", one.name, d.name, time.Since(before), d.past())
		}
	}
	mend()
	f.t.Logf("%-52s waited %s", one.name, seconds(waits))
	f.settle()
	if !f.quiet() {
		f.t.Fatalf("%s: the desks have no answer after it was mended", one.name)
	}
	return waits
}

// quiet reports whether all desks are answered.
func (f *floor) quiet() bool {
	since := time.Now()
	return until(patience, func() bool {
		for _, d := range f.desks {
			if _, ok := d.waited(since); !ok {
				return false
			}
		}
		return true
	})
}

// calm has nothing new written, and lets everything be answered that can be.
func (f *floor) calm() {
	f.t.Helper()
	for _, d := range f.desks {
		d.rest()
	}
	answered := until(patience, func() bool {
		for _, d := range f.desks {
			if _, open := d.acknowledged(); open > 0 {
				return false
			}
		}
		return true
	})
	if !answered {
		f.t.Fatal("there is no answer at the end")
	}
	time.Sleep(time.Second) // what a hub is telling the vendor
}

// judge holds the log and the vendor against what the desks were told.
func (f *floor) judge() {
	f.t.Helper()
	var nodes []string
	for _, a := range f.nodeAddr {
		nodes = append(nodes, "nats://"+a)
	}
	l, err := log.Open(f.t.Context(), log.Config{URL: strings.Join(nodes, ",")})
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	times, unsure := make(map[string]int), make(map[string]bool)
	err = l.Read(f.t.Context(), 0, func(seq uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			return fmt.Errorf("event %d: %w", seq, err)
		}
		switch b := e.Body.(type) {
		case *chat.NotePosted:
			times[b.Text]++
		case *chat.MessagePosted:
			times[b.Text]++
			times[string(b.Message)]++
		case *chat.MessageDelivered:
			if b.Delivery != chat.DeliverySent {
				unsure[string(b.Message)] = true
			}
		}
		return nil
	})
	if err != nil {
		f.t.Fatal(err)
	}
	f.judgeDesks(times, unsure)
	for _, fact := range f.vendor.all() {
		if fact.Text != "" && times[fact.Text] != 1 {
			f.t.Errorf("what the customer wrote, %q, is %d times on the log", fact.Text, times[fact.Text])
		}
	}
}

func (f *floor) judgeDesks(times map[string]int, unsure map[string]bool) {
	f.t.Helper()
	v := f.vendor
	v.mu.Lock()
	defer v.mu.Unlock()
	acknowledged, lines := 0, 0
	for _, d := range f.desks {
		texts, open := d.acknowledged()
		acknowledged += len(texts)
		for _, text := range texts {
			if times[text] != 1 {
				f.t.Errorf("%q was acknowledged and is %d times on the log", text, times[text])
			}
		}
		d.mu.Lock()
		f.t.Logf("%s: %d acknowledged, %d open, %d chats, refused %v", d.name, len(texts), open, len(d.mine), d.refused)
		d.mu.Unlock()
	}
	for message := range v.posts {
		if times[message] != 1 {
			f.t.Errorf("the vendor has the line %s, which is %d times on the log", message, times[message])
		}
		lines++
	}
	for _, d := range v.doubled {
		f.t.Error(d)
	}
	f.t.Logf("%d commands acknowledged, none lost, none twice; the vendor was told %d lines and %d takeovers, none twice; %d lines are shown as unsure; %d calls came under a lease that was over and were refused; the lease is at revision %d",
		acknowledged, lines, len(v.takes), len(unsure), v.late, v.newest)
	if lines == 0 || len(v.takes) == 0 || acknowledged == 0 {
		f.t.Error("nothing was tested")
	}
}

func median(all []time.Duration) time.Duration {
	s := slices.Sorted(slices.Values(all))
	return s[len(s)/2]
}

func seconds(all []time.Duration) string {
	var words []string
	for _, d := range all {
		words = append(words, fmt.Sprintf("%.1f s", d.Seconds()))
	}
	return strings.Join(words, ", ")
}
