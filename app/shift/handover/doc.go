// Package handover makes and reads the signed document with which one shift hands
// the floor to the next (D-05).
package handover
