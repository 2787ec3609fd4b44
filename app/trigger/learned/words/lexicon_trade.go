package words

// tradeEntries are the words of faults, money and accounts. Read-only.
var tradeEntries = []entry{
	{Fault, `error errors issue issues problem problems bug bugs glitch broken break breaks broke crash crashes crashed
		crashing fail fails failed failing failure failures fault faulty freeze freezes frozen freezing hang hangs hanging
		stuck outage offline down blocked locked lock disconnected disconnecting disconnect dropped drops dropping lag lagging
		corrupt corrupted invalid expired rejected refused denied dead defective damaged malfunction unresponsive timeout
		buffering blank`},
	{Work, `work works working worked load loads loading open opens opening connect connects connecting start starts
		starting install installing update updating login log sign signing respond responding show showing display sync
		send sends receive receiving print turn charge boot reboot restart reset access download upload appear pair run
		running function functioning`},
	{Device, `app application website site page link router modem wifi internet network phone laptop computer pc screen
		printer tablet device software program browser windows mac iphone android bluetooth server system email mail
		portal password username otp pin code camera battery tv remote connection signal keyboard mouse driver firmware
		online data sim`},
	{Money, `bill bills billed billing charge charges charged charging refund refunds refunded refunding fee fees payment
		payments pay paid paying invoice invoices money price prices cost costs amount amounts balance credit debit debited
		credited deducted deduct deduction overcharged cash cashback dollar dollars rupees rs inr usd euro pounds transaction
		transactions transfer transfers transferred wallet cheque check deposit deposited withdraw withdrawal withdrawn
		subscription due dues premium premiums discount coupon tax exchange rate statement statements salary upi emi
		autopay reimbursement reimburse topup top currency interest loan mortgage spend spending spent`},
	{Account, `account accounts card cards plan plans policy policies subscription membership bank banking order orders
		profile claim claims quote insurance limit iban savings checking overdraft limit pin`},
	{Trust, `scam scammed scammer scammers fraud fraudulent fraudster thief thieves stealing robbed robbery cheat cheated
		cheating lie lied lies lying liar liars fake unauthorized unauthorised unrecognized unrecognised hacked`},
	{Escalate, `complaint complaints complain complained complaining lawyer lawsuit attorney sue suing court ombudsman
		tribunal escalation grievance grievances`},
	{Wait, `wait waiting waited late delay delayed delays hours days weeks month months minutes long forever ages pending slow
		yesterday since hour day week overdue`},
	{Urgent, `now asap immediately urgent urgently emergency quickly fast right straight instantly soon today jaldi abhi turant`},
}

// personEntries are the words by which a person is asked for. Read-only.
var personEntries = []entry{
	{PersonSure, `human humans humen agent agents agnet agentt representative representatives representive represntative
		represent representitive reprezentative rep reps operator operators supervisor supervisors manager managers advisor
		adviser advisors executive executives exec specialist specialists consultant consultants employee employees staff
		humanbeing associate csr receptionist clerk teller worker workers
		attendant banker staffer colleague colleagues`},
	{PersonSome, `person persons persn someone somebody sm1 anyone anybody people guy lady man woman individual being`},
	{PersonTeam, `support care team service services helpdesk helpline hotline desk department assistance expert experts
		center centre help helper`},
	{PersonReal, `real live actual human physical living proper breathing genuine`},
	{Contact, `talk talking speak speaking spk speek tlk chat chatting converse discuss contact call calling phone reach
		communicate callback conversation ring`},
	{Connect, `connect conect connet conected connected connecting tranfer trasfer transferred transfer redirect forward route escalate switch pass put refer link handover hand direct patch
		reroute assign move`},
	{Want, `want wants wanted wanna wana need needs needed require required like prefer request requesting wish demand lemme
		let please must gotta rather id would can could may`},
	{Give, `get give find send bring fetch provide arrange let have help gimme`},
	{Machine, `bot bots robot robots machine machines chatbot chatbots ai computer automated virtual automatic recording`},
	{Own, `my our his her their`},
	{Told, `told said says asked advised instructed suggested mentioned promised recommended called spoke talked contacted`},
	{Past, `yesterday ago last earlier previously was were had before after while until once whenever when`},
	{Place, `number numbers id ids code codes name names fee fees login app commission licence license role roles training job
		jobs hours near nearby nearest address location office locations email rate list become change who whos insurance
		find permission permissions rights discount badge portal`},
}
