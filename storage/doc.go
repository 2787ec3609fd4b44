// Package storage keeps a desk's state in one bbolt file for each profile: the
// cached floor with its position, drafts, settings, and when each chat was last looked at.
package storage
