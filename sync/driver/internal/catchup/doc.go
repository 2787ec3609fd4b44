// Package catchup keeps a driver at its vendor's stream, without a gap.
//
// An [Engine] connects, and only once the subscription is confirmed asks what is there;
// what the stream brings meanwhile is kept and handed on afterwards. So nothing falls
// between the list and the stream, and what is in both is the driver's to tell apart,
// by the vendor's own ids. After each lost connection the same again, from where the
// last one is known to have been whole.
//
// Everything a driver is called with, List and Handle, comes from one goroutine, one
// after the other, so order is kept and a driver needs no locks for what only they
// touch. The stream is read on another, so a slow log does not make a server drop us;
// what is kept is bounded, and a stream that runs over is treated as a lost one.
//
// A vendor that is only asked is a stream whose Next returns when it is time to ask.
//
// [Health] keeps what people are told of the connection.
package catchup
