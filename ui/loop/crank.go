package loop

import "sync"

// Crank is a Loop for tests: posted functions wait until the test turns it.
// Its zero value is ready. Post is safe from any goroutine; Turn and Drain belong
// to the one goroutine that plays the UI thread.
type Crank struct {
	mu    sync.Mutex // guards queue
	queue []func()
}

var _ Loop = (*Crank)(nil)

// Post appends f to the queue.
func (c *Crank) Post(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.queue = append(c.queue, f)
}

// Turn runs the oldest function and reports whether there was one. The function
// runs without the lock, so it may post.
func (c *Crank) Turn() bool {
	f := c.take()
	if f == nil {
		return false
	}
	f()
	return true
}

// Drain turns until nothing is left, functions posted meanwhile included, and
// says how many ran. A function that always posts itself again never drains.
func (c *Crank) Drain() int {
	n := 0
	for c.Turn() {
		n++
	}
	return n
}

// Len is the number of functions that wait.
func (c *Crank) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.queue)
}

func (c *Crank) take() func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.queue) == 0 {
		return nil
	}
	f := c.queue[0]
	c.queue[0] = nil
	c.queue = c.queue[1:]
	return f
}
