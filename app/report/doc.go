// Package report turns events into figures. Each figure is made from a list
// that it can show, and says how many it was made from.
//
// Everything here is pure and belongs to the goroutine that owns it; the cost
// of one event does not grow with how many came before.
package report
