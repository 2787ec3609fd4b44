//go:build !linux

package storage

// Elsewhere the injected failures in fault_test.go stand alone.
func systemRoles() map[string]func(string) error { return nil }
