// Package rest is the client that drivers call their vendor's REST interface by.
//
// It holds four promises. What may have worked is never sent twice: a call that
// changes something is sent once, and where no answer tells what became of it the error
// is [driver.ErrUnsure]; only a [Call] that says it is the Same again is
// repeated. A vendor that asks for patience gets it: after 420, 423 or 429 nothing is
// sent until the time that it named has passed, and a call that cannot wait so long
// fails with a [driver.Refusal] that says Again. A redirect is a no and is not followed:
// it would take the credentials elsewhere, and make of a POST a GET that looks as if it
// had worked. And nothing of a body, a query or a credential reaches an error or a log.
//
// A Client may be used from many goroutines. It is tested over a network in memory in
// a bubble of synctest.
package rest
