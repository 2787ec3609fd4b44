//go:build !linux

package main

const (
	diskVariable = "FLOORWALKER_FLOORHUB_DISK"
	exitNoMount  = 99
)

func prepareDisk(string) error { return nil }
