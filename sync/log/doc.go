// Package log is the event log on NATS JetStream.
package log
