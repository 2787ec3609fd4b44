package main

import "testing"

func TestMany(t *testing.T) {
	for range 3 {
		d, err := foldRound(largeFloor, false)
		t.Log(d, err)
	}
}
func TestFew(t *testing.T) {
	for range 20 {
		d, err := foldRound(smallFloor, false)
		t.Log(d, err)
	}
}
