// Package upgrade tests that what an earlier version has written is read by this one:
// a hub's data folder, with its log, its checkpoint and what it keeps beside them, and
// a desk's file, with its copy of the floor and commands that waited in its outbox when
// it was closed.
//
// testdata has one archive for each version since 0.1.0. Before a version is released,
// its own is written by
//
//	FLOORWALKER_WRITE_VERSION=0.2.0 go test -tags migrated_fynedo -run Write ./cmd/internal/upgrade
//
// and committed. An archive is never written again: it is what people have on disk.
package upgrade
