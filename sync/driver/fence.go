package driver

import "context"

// revisionKey is where a context has the lease's revision.
type revisionKey struct{}

// WithRevision returns a context for calls that are made under the lease of that
// revision. The hub gives it to every call that has an effect.
func WithRevision(ctx context.Context, revision uint64) context.Context {
	return context.WithValue(ctx, revisionKey{}, revision)
}

// Revision is the fencing number of the lease under which a call is made: every later
// holder has a greater one. A driver whose vendor can compare it sends it along, and the
// vendor refuses what comes with a smaller one than it has seen. It is 0 where one hub
// has a log of its own and there is nobody to be fenced off.
func Revision(ctx context.Context) uint64 {
	n, _ := ctx.Value(revisionKey{}).(uint64)
	return n
}
