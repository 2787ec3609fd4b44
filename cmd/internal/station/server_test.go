package station

import (
	"os"
	"path/filepath"
	"testing"
)

// TestAdminSocketMakesItsFolder is a hub whose log lies in a cluster: nobody
// has made its data folder, and agent add must find it all the same.
func TestAdminSocketMakesItsFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	l, err := listenAdmin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	info, err := os.Stat(filepath.Join(dir, socketName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	if _, err := Admin(t.Context(), dir); err != nil {
		t.Error(err)
	}
}
