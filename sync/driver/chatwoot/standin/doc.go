// Package standin is a Chatwoot server in memory: as much of its REST and of its
// ActionCable as the driver may use, built from the wire reference and from recordings of
// real ActionCable servers.
//
// It is strict. An unknown path, a missing header, a field or a parameter that the
// reference does not name, and everything by which somebody could learn that they are
// watched (presence, typing, read marks, availability) is told to Report, which in a test
// is t.Errorf, and refused. What may be sent where stands in the table of routes with the
// section of the reference that it follows; the driver may not import it.
//
// It behaves as badly as the real one does: events are sent at most once and in any
// order, those about conversations carry what the row says when they are sent, times are
// fractions on the cable and whole numbers in REST, a wrong pubsub token is answered by
// silence, labels and custom attributes are replaced, a resolved conversation opens again
// when its customer writes, and too many requests are refused.
//
// A [Server] is also the steering wheel of package conformance. All methods may be called
// from any goroutine; Stop ends every connection and waits for its goroutines.
package standin
