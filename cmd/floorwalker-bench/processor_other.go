//go:build !unix

package main

import (
	"errors"
	"time"
)

// processor cannot be measured here.
func processor() (time.Duration, error) {
	return 0, errors.New("processor time is measured on Unix only")
}
