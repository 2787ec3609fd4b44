// Package promise finds what an outgoing text promises to the customer, and by
// when (D-11).
package promise
