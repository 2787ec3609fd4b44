package migrate

import "go.etcd.io/bbolt"

// Frozen. Version 2 adds the bucket in which commands wait:
//
//	outbox          bucket, empty at first
//
// Nothing else changes.

func toV2(tx *bbolt.Tx) error {
	_, err := tx.CreateBucket([]byte("outbox"))
	return err
}
