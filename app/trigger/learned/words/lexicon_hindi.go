package words

// hindiEntries are words of Hindi, in Latin letters as they are typed and in
// Devanagari, folded as lines are. Read-only.
var hindiEntries = []entry{
	{Negation, `nahi nahin nhi nai nahee mat na नहीं नही मत ना न`},
	{Refusal, `nahi nahin nhi नहीं नही`},
	{Bad, `galat kharab bura buri dikkat pareshan pareshani mushkil gussa naraz nirash bekaar bekar faltu ghatiya dhoka
		गलत खराब बुरा बुरी दिक्कत परेशान परेशानी मुश्किल गुस्सा नाराज निराश बेकार फालतू`},
	{Awful, `bakwas bakwaas ghatiya wahiyat vahiyat bekaar bekar kachra besharam bewakoof pagal बकवास घटिया वाहियात बेवकूफ पागल
		कचरा`},
	{Swear, `saala sala kamina kutta harami chutiya bc mc साला कमीना कुत्ता`},
	{Good, `accha acha achha badhiya badiya sahi mast shandar khush अच्छा बढिया सही मस्त शानदार खुश`},
	{Thanks, `shukriya dhanyavad dhanyawad dhanyavaad शुक्रिया धन्यवाद`},
	{Please, `kripya kripaya प्लीज कृपया`},
	{Greeting, `namaste namaskar नमस्ते नमस्कार`},
	{Bye, `alvida अलविदा`},
	{Sorry, `maaf maafi kshama khed माफ माफी क्षमा खेद`},
	{Again, `phir fir dobara wapas baar kitni abhi bhi ab tak hamesha फिर दोबारा बार हमेशा अब तक अभी`},
	{Leave, `band chhod chod cancel hata hatao बंद छोड रद्द हटाओ`},
	{Ask, `kya kab kahan kahaan kaun kaise kaisa kitna kitne क्या कब कहां कौन कैसे कैसा कितना कितने`},
	{Why, `kyu kyun kyo kyon क्यों क्यूं`},
	{You, `aap aapka aapki aapke tum tumhara tu आप आपका आपकी आपके तुम`},
	{Me, `main mai mein mera meri mere mujhe muje mujhko mujhse hum hume hamara hamari मैं मेरा मेरी मेरे मुझे हम हमें हमारा`},
	{Lost, `samajh samjha samjhe matlab samjh समझ मतलब`},
	{Correct, `bola kaha bataya pucha poocha sawal jawab बोला कहा बताया पूछा सवाल जवाब`},
	{Other, `dusra doosra aur alag koi kuch दूसरा अलग और`},
	{Fault, `kharab band atka atak ruk ruka error samasya dikkat problem खराब बंद अटक समस्या दिक्कत एरर`},
	{Work, `chal chalta chalti chalu khul khulta kaam login चल चलता चालू खुल काम`},
	{Device, `ऐप एप मोबाइल फोन नेट इंटरनेट वेबसाइट पासवर्ड नेटवर्क`},
	{Money, `paisa paise rupaye rupay rupees kat kata katgaya bhugtan rakam wapsi पैसा पैसे रुपये रुपए कट भुगतान रकम रिफंड बिल राशि`},
	{Account, `khata khaata खाता अकाउंट कार्ड बैंक ऑर्डर`},
	{Trust, `dhokha dhoka thag thagi jhooth jhoot chor chori धोखा ठग झूठ चोर चोरी`},
	{Escalate, `shikayat shikaayat adalat शिकायत अदालत`},
	{Wait, `intezar intezaar der din ghante hafte mahine इंतजार देर दिन घंटे हफ्ते महीने`},
	{Urgent, `jaldi turant abhi जल्दी तुरंत अभी`},
	{Yes, `haan ha han ji theek thik हां जी ठीक`},
	{PersonSure, `insaan insan inssaan insano vyakti wyakti adhikari manushya manav karmchari senior
		इंसान इन्सान व्यक्ति मनुष्य मानव बंदे बंदा एजेंट एजेन्ट प्रतिनिधि अधिकारी मैनेजर मनेजर सुपरवाइजर ऑपरेटर एग्जीक्यूटिव
		कर्मचारी आदमी ह्यूमन`},
	{PersonSome, `kisi kisee kissi koi aadmi admi adami banda bande bandi किसी कोई`},
	{PersonTeam, `केयर सपोर्ट टीम सेवा`},
	{PersonReal, `asli asal असली लाइव सचमुच`},
	{Contact, `baat bat baath baatein bt batcheet baatchit sampark बात बातचीत संपर्क सम्पर्क`},
	{Connect, `jod jodo joro jodiye milao mila milwao milwa bula bulao bulaiye bulwao bhejo connect karwao karao karwa kara
		कनेक्ट ट्रांसफर जोडो जोड जोडिए मिलाओ मिला मिलवाओ मिलवा बुलाओ बुला बुलाइए बुलवाओ भेजो कराओ करवाओ कराइए करवाइए करा करवा`},
	{Want, `chahiye chaiye chahie chaye chahye chiye chahta chahti karni karna krni krna चाहिए चाहिये चाहता चाहती करनी करना`},
	{Give, `do dijiye dedo de karo kijiye दो दीजिए दे करो कीजिए दें`},
	{Machine, `मशीन रोबोट बॉट बोट`},
	{Told, `bola boli bole kaha usne unhone bataya kiya बोला बोली बोले कहा उसने उन्होंने बताया किया`},
	{Past, `kal tha thi the gaya gayi hua कल था थी थे गया हुआ`},
	{Fail, `asafal vifal uplabdh असफल विफल उपलब्ध`},
	{More, `aur dusra doosra dusre alag vikalp और दूसरा दूसरे अलग विकल्प`},
	{Amend, `galat asal asliyat balki गलत असल बल्कि`},
	{Also, `bhi saath भी साथ`},
	{Upset, `pareshan pareshaan naraz naraaz gussa nirash dukhi ghatiya bakwas bakwaas sharmnak tang परेशान नाराज गुस्सा निराश
		दुखी घटिया बकवास शर्मनाक तंग`},
	{Mind, `farak fark parwah farq फर्क परवाह`},
	{Task, `dikhao dhundo dhoondo batao karo dikhaiye bataiye दिखाओ ढूंढो बताओ करो दिखाइए बताइए`},
	{Filler, `main mein me hai hain he h ho hu hun ka ke ki ko se par aur ya to bhi na aap aapka aapki aapke ji mera meri mere
		mujhe yeh ye wo woh is us kar karo raha rahi rahe
		है हैं हूं हो था थी थे का के की को से में पर और या तो भी आप आपका आपकी आपके मैं हम जी यह वह मेरा मेरी मुझे कर रहा रही रहे`},
}
