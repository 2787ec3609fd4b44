package app

// arrived does what a desk does once nothing is missing on a new connection: it
// says whether somebody is there, makes its key known, has the day's figures
// fetched, and rings for what concerns the floor as a whole.
func (d *Desk) arrived() {
	d.shift.told, d.shift.old = false, true
	d.tellIdle()
	d.registerKey()
	if d.errands.days != nil {
		d.fetchDay()
	}
	d.callTeam()
}
