// Package connect is the sheet in which a chat system is connected to a desk's own hub.
//
// It asks what "floorhub connect" asks, of the system that is chosen: what is a secret is
// covered while it is written, and nothing of the sheet is ever kept as a draft. Check
// asks the system which rights there are, in the background, and lists each with what
// does not work without it. Connect is grey until that was answered for what stands in
// the fields now, and everything is there without which nothing works; whoever changes an
// answer checks again.
//
// # Threads
//
// Everything belongs to the UI thread; what the [Book] answers comes through
// Options.Post. An answer to what is not asked any more is dropped.
package connect
