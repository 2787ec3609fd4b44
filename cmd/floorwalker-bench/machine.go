package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// machine says on what the figures were taken.
func machine(dir string) ([]string, error) {
	p50, p95, err := probe(dir)
	if err != nil {
		return nil, err
	}
	facts := []string{
		fmt.Sprintf("%s/%s, %d of %d cores used, %s, %s",
			runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), runtime.NumCPU(), firstOf("/proc/cpuinfo", "model name"), runtime.Version()),
		fmt.Sprintf("write and fsync of 4 KiB: %s median, %s p95", millis(p50), millis(p95)),
	}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		facts = append(facts, "load before the first section: "+strings.Join(strings.Fields(string(load))[:3], " "))
	}
	return facts, nil
}

// firstOf returns the value of a "key : value" line, where there is such a file.
func firstOf(file, key string) string {
	f, err := os.Open(file) // #nosec G304 -- a file of the system
	if err != nil {
		return "unknown processor"
	}
	defer func() { _ = f.Close() }() // it was read
	for sc := bufio.NewScanner(f); sc.Scan(); {
		if k, v, ok := strings.Cut(sc.Text(), ":"); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return "unknown processor"
}

// probe times write and fsync in dir: the yardstick for all that is durable.
func probe(dir string) (p50, p95 time.Duration, err error) {
	f, err := os.Create(filepath.Join(dir, "probe")) // #nosec G304 -- our own folder
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = f.Close() }() // nothing in it is needed
	block := make([]byte, 4096)
	var took []time.Duration
	for i := range int64(200) {
		began := time.Now()
		if _, err := f.WriteAt(block, i*4096); err != nil {
			return 0, 0, err
		}
		if err := f.Sync(); err != nil {
			return 0, 0, err
		}
		took = append(took, time.Since(began))
	}
	return median(took), quantile(took, 0.95), nil
}

// load is how busy the machine was in the last minute, other programs included.
func load() string {
	avg, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Fields(string(avg))[0]
}
