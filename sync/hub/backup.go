package hub

import (
	"context"
	"io"
	"net/http"

	"floorwalker/sync/log"
)

// Backer is a [Journal] of which a backup can be made while it is written;
// sync/log fulfils it.
type Backer interface {
	Backup(ctx context.Context, w io.Writer) (log.BackupInfo, error)
}

// adminBackup answers with a backup. One that fails in the middle is cut off, and lacks
// the hash at its end by which whoever reads it would notice too.
func (h *Hub) adminBackup(w http.ResponseWriter, r *http.Request) {
	b, ok := h.cfg.Journal.(Backer)
	if !ok {
		http.Error(w, "This hub's log cannot be backed up from here.", http.StatusNotImplemented)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	if _, err := b.Backup(r.Context(), w); err != nil {
		h.cfg.Logger.Warn("a backup was not finished", "error", err)
		panic(http.ErrAbortHandler)
	}
}
