//go:build unix

package cluster

import (
	"syscall"
	"time"
)

// fault is something that happens to one machine; mend ends it.
type fault struct {
	name string
	// hard says that it hits the holder of the lease, or the node that leads the log.
	hard  bool
	begin func(f *floor) (mend func())
}

// stopped is how long a process stands still, which is longer than the lease lives.
const stopped = 7 * time.Second

func allFaults() []fault {
	return []fault{
		{"kill -9 the hub that has the floor", true, func(f *floor) func() { return f.killHub(f.holder()) }},
		{"cut the hub that has the floor off from NATS alone", true, func(f *floor) func() { return f.cutClients(f.holder(), true, true) }},
		{"kill -9 the node that leads the log", true, func(f *floor) func() { return f.killNode(f.leader()) }},
		{"stop the hub that has the floor for 7 s", true, func(f *floor) func() { return f.stopHub(f.holder()) }},
		{"cut the node that leads the log off", true, func(f *floor) func() { return f.cutNode(f.leader()) }},
		{"cut the hub that has the floor off from everybody", true, func(f *floor) func() { return f.cutHub(f.holder()) }},
		{"lose what the hub that has the floor says to NATS", true, func(f *floor) func() { return f.cutClients(f.holder(), true, false) }},
		{"lose what NATS says to the hub that has the floor", true, func(f *floor) func() { return f.cutClients(f.holder(), false, true) }},
		{"kill -9 a hub that stands by", false, func(f *floor) func() { return f.killHub((f.holder() + 1) % machines) }},
		{"kill -9 a node that follows", false, func(f *floor) func() { return f.killNode((f.leader() + 1) % machines) }},
		{"cut a node that follows off", false, func(f *floor) func() { return f.cutNode((f.leader() + 2) % machines) }},
		{"cut a hub that stands by off", false, func(f *floor) func() { return f.cutHub((f.holder() + 2) % machines) }},
	}
}

func (f *floor) killHub(i int) func() {
	f.hubs[i].Kill()
	return func() { f.startHub(i) }
}

func (f *floor) killNode(i int) func() {
	f.nodes[i].Kill()
	return func() { f.startNode(i) }
}

// stopHub freezes a hub in whatever it is doing, and lets it go on where it was.
func (f *floor) stopHub(i int) func() {
	f.signal(i, syscall.SIGSTOP)
	thaw := time.Now().Add(stopped)
	return func() {
		time.Sleep(time.Until(thaw))
		f.signal(i, syscall.SIGCONT)
	}
}

func (f *floor) signal(i int, s syscall.Signal) {
	f.t.Helper()
	if err := f.hubs[i].Signal(s); err != nil {
		f.t.Fatal(err)
	}
}

// cutClients holds the wires between a hub and NATS; the desks and the vendor are as
// near as before.
func (f *floor) cutClients(i int, toNATS, fromNATS bool) func() {
	hold := func(forth, back bool) {
		for _, p := range f.clients[i] {
			p.hold(forth, back)
		}
	}
	hold(toNATS, fromNATS)
	return func() { hold(false, false) }
}

// cutHub holds all of a hub's wires.
func (f *floor) cutHub(i int) func() {
	hold := func(on bool) {
		f.cutClients(i, on, on)
		f.front[i].hold(on, on)
		f.outside[i].hold(on, on)
	}
	hold(true)
	return func() { hold(false) }
}

// cutNode holds all of a node's wires.
func (f *floor) cutNode(i int) func() {
	hold := func(on bool) {
		for j := range machines {
			f.clients[j][i].hold(on, on)
			if j != i {
				f.routes[i][j].hold(on, on)
				f.routes[j][i].hold(on, on)
			}
		}
	}
	hold(true)
	return func() { hold(false) }
}
