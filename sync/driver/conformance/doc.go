// Package conformance runs every driver through the same cases, against a stand-in
// for its vendor that the case steers.
//
// A driver's own test names its [Backend] and calls [Run]. Each case starts a fresh
// stand-in in a bubble of [testing/synctest], so time is simulated, nothing sleeps,
// and a goroutine that outlives Run fails the case. Client and server therefore meet
// over a [Network], which is in memory; a real socket would stop the bubble's clock.
//
// The stand-in is a [Vendor]: what customers, bots and the vendor's own people do is
// done through it, and what has come of it is read from it. It says by Can what of
// that there is; a case about something that is not there says so and ends.
//
// What a driver delivers is folded by a [Floor], which is a hub in miniature: it
// numbers facts, knows each by its id, fences the bot (D-08) and opens a closed chat
// for a customer who writes again (E-Q-04). The end of most cases is that the floor
// and the vendor say the same.
package conformance
