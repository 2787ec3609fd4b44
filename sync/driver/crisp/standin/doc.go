// Package standin is a workspace of Crisp in memory: its REST interface and its live
// stream, as far as a supervisor uses them, built from the reference of Crisp's wire
// (each handler names the section that it follows) and from a recording of a socket.io
// server.
//
// It is strict. A path that is not in its table, a missing header, a body with a field
// that the reference does not know, a frame that no client sends: each is reported, and
// a test that uses it fails. It knows nothing of the driver; what both got wrong would
// look right.
//
// It does what Crisp does behind one's back, too: reads come from a cache that is up to
// a second old and says so by Bloom-Status, one's own writes come back as events, a
// customer's line opens a resolved conversation again, and calls are counted.
//
// [Server] is an [net/http.Handler] and a [conformance.Vendor]. It may be used from many
// goroutines.
package standin
