package loop_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/ui/loop"
)

func TestCrankKeepsOrderAndRunsWhatRunsPost(t *testing.T) {
	var c loop.Crank
	var got []int
	c.Post(func() { got = append(got, 1); c.Post(func() { got = append(got, 3) }) })
	c.Post(func() { got = append(got, 2) })
	if c.Len() != 2 {
		t.Fatalf("Len = %d, want 2: a post must not run by itself", c.Len())
	}
	if n := c.Drain(); n != 3 {
		t.Fatalf("Drain = %d, want 3", n)
	}
	for i, v := range got {
		if v != i+1 {
			t.Fatalf("order %v, want 1 2 3", got)
		}
	}
}

func TestCrankTakesPostsFromManyGoroutines(t *testing.T) {
	var c loop.Crank
	var wg sync.WaitGroup
	sum := 0 // written on this goroutine only, by Drain
	for range 8 {
		wg.Go(func() {
			for range 100 {
				c.Post(func() { sum++ })
			}
		})
	}
	wg.Wait()
	c.Drain()
	if sum != 800 {
		t.Fatalf("sum = %d, want 800", sum)
	}
}

func newMerger(c *loop.Crank) *loop.Merger[string] {
	return loop.NewMerger[string](c, loop.SystemTiming())
}

func TestMergerRunsUrgentWithoutWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c loop.Crank
		m := newMerger(&c)
		ran := ""
		m.Urgent("a", func() { ran += "old" })
		m.Urgent("a", func() { ran += "new" })
		if c.Len() != 1 {
			t.Fatalf("%d functions wait for one key, want 1", c.Len())
		}
		c.Drain()
		if ran != "new" {
			t.Fatalf("ran %q, want only the newer", ran)
		}
	})
}

func TestMergerGathersTheRestInAWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c loop.Crank
		m := newMerger(&c)
		var got []string
		for range 10 {
			for _, k := range []string{"a", "b"} {
				m.Later(k, func() { got = append(got, k) })
			}
		}
		time.Sleep(loop.WindowMin - time.Millisecond)
		synctest.Wait()
		if c.Len() != 0 {
			t.Fatal("posted before the window ended")
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		c.Drain()
		if len(got) != 2 || got[0] != "a" || got[1] != "b" {
			t.Fatalf("ran %v, want a then b, once each", got)
		}
	})
}

func TestMergerPromotesWhatBecomesUrgent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c loop.Crank
		m := newMerger(&c)
		n := 0
		m.Later("a", func() { n += 10 })
		m.Urgent("a", func() { n++ })
		m.Later("a", func() { n += 100 }) // replaces the urgent one, still one pending
		c.Drain()
		time.Sleep(time.Second)
		synctest.Wait()
		c.Drain()
		if n != 100 {
			t.Fatalf("n = %d, want 100: one render per key", n)
		}
	})
}

func TestMergerWidensUnderLoadAndComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c loop.Crank
		m := newMerger(&c)
		slow := func() { time.Sleep(30 * time.Millisecond) }
		runs := 0
		m.Later("a", slow)
		m.Later("b", func() { runs++ })
		time.Sleep(loop.WindowMin)
		synctest.Wait()
		c.Turn()
		if runs != 0 {
			t.Fatal("the batch went on past its budget")
		}
		if w := m.Window(); w != 120*time.Millisecond {
			t.Fatalf("window = %v after a render of 30 ms, want 120 ms", w)
		}
		time.Sleep(120 * time.Millisecond)
		synctest.Wait()
		c.Turn()
		if runs != 1 || m.Window() != loop.WindowMin {
			t.Fatalf("runs = %d, window = %v, want 1 and %v", runs, m.Window(), loop.WindowMin)
		}
		m.Later("a", func() { time.Sleep(time.Hour) })
		time.Sleep(loop.WindowMin)
		synctest.Wait()
		c.Turn()
		if m.Window() != loop.WindowMax {
			t.Fatalf("window = %v, want the cap %v", m.Window(), loop.WindowMax)
		}
	})
}

func TestMergerKeepsOneBatchWhenTheLoopIsStuck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c loop.Crank
		m := newMerger(&c)
		for range 100 {
			m.Later("a", func() {})
			m.Later("b", func() {})
			time.Sleep(loop.WindowMin)
			synctest.Wait()
		}
		if c.Len() != 1 {
			t.Fatalf("%d batches wait in a stuck loop, want 1", c.Len())
		}
	})
}

func TestMergerStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c loop.Crank
		m := newMerger(&c)
		n := 0
		m.Urgent("a", func() { n++ })
		m.Later("b", func() { n++ })
		m.Stop()
		m.Urgent("c", func() { n++ })
		time.Sleep(time.Second)
		synctest.Wait()
		c.Drain()
		if n != 0 {
			t.Fatalf("%d renders ran after Stop", n)
		}
	})
}

func BenchmarkMergerLater(b *testing.B) {
	var c loop.Crank
	m := loop.NewMerger[int](&c, loop.Timing{Now: time.Now, After: func(time.Duration, func()) {}})
	i := 0
	for b.Loop() {
		m.Later(i%200, func() {})
		i++
	}
}
