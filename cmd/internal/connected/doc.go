// Package connected plays a desk, through a hub, against each chat backend: every chat
// of the backend is seen, with what was said before, and every control that the
// backend's capabilities offer is worked and looked for at the backend. What they do not
// offer is refused with a sentence that names it.
//
// It owns nothing but tests. The backends are the stand-ins beside the drivers, over
// connections in memory; the hub is a whole station with its log on disk, and the desks
// are whole consoles with WebSockets and a cache, without a window. Each control has a
// chat of its own, so that one that fails says only so much.
//
// # How to read it
//
// places_test.go has the backends, floor_test.go the hub and the people, watch_test.go
// what is seen, and controls_test.go a line for each operation of a chat: there is a
// test that no operation is without one.
package connected
