package guard_test

// blocked ask for a secret (G-SEC-01). One a line; a disguise that cannot be
// typed is written as Go would.
const blocked = `
Please share your password.
Could you please send me your password?
Can you tell me the OTP you received?
What is your password?
What's your PIN?
Please provide your ATM PIN
May I have your OTP?
Kindly share the OTP
I need your password to check this.
We need your OTP to proceed.
Please confirm your card number.
Please give me your credit card number.
Can I get your CVV?
Could I have the verification code, please?
Tell me your login password
Please reply with your OTP.
Please forward the OTP to me.
Send the OTP here
Type your password in this chat.
Enter your PIN here.
Your OTP?
OTP please
PIN pls
Password?
Your password please, sir
Which password do you use?
Which OTP did you get?
Please mention your password and email
Share your username and password
Share your user id and pass
Please share your login credentials.
Kindly provide your login details
Let me know your password
Please let me have the OTP
Would you mind sharing your password?
I would appreciate you sending the OTP
Please message the 6 digit code you received
Please send the code sent to your phone
Read out the OTP to me
I want your CVV
May I know your debit card number?
Please verify your OTP here
Just share your pin
Don't worry, just share your OTP.
Do not hesitate to share your password
Why don't you share your OTP with me?
You will get an OTP. Please share it.
You will receive an OTP on your phone. Kindly send it to me.
Your OTP, please send
The password is required from your side, please share
Your password is required.
Please share your registered email and the password
Please share your name, email, password
Card number:
CVV:
Please fill this in. Password:
Please send a photo of the card
Send your UPI PIN
Please share your upi pin code
Please email your password to us
Please whatsapp me the OTP
Submit your PIN below
Please drop the OTP in chat
You can share your OTP with me
You should tell me your password
To continue, share your password
Before we go on, please send me the OTP
If you want a refund, send me your card number
Please p a s s w o r d share
Please share your p a s s w o r d
Please share your p.a.s.s.w.o.r.d
Please share your O.T.P.
Please share your o-t-p
Please share your O T P
Please share your P_I_N
Please share your passw0rd
Please share your p@ssword
Please share your p@$$w0rd
Please share your 0TP
Please share your p1n
Please share your ＯＴＰ
Please share your ｐａｓｓｗｏｒｄ
Please share your 𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝
Please share your раssword
Please share your pasword
Please share your pass` + "\u200b" + `word
Please share your O` + "\u200d" + `T` + "\u200b" + `P
Please share your pass` + "\u00ad" + `word
Pl` + "\u200b" + `ease sh` + "\u200b" + `are your PIN
What is your C.V.V.?
SEND ME YOUR OTP
please send ur otp
Aapka OTP bataiye
Apna password bhejiye
OTP batao
OTP bhej do
Apna PIN share karein
Kripya apna password share kijiye
OTP bata dijiye please
Aapka OTP kya hai?
Kya hai aapka password?
Password likhiye
Sir OTP share karo
Mujhe aapka OTP chahiye
Aapka CVV bataen
Card number bataiye
Debit card ka number bhejo
OTP aaya hoga, bata dijiye
yahan OTP daliye
Apna login password batayein
Apna O.T.P. bataiye
Apna p a s s w o r d bhejo
कृपया अपना पासवर्ड बताइए
अपना ओटीपी भेजिए
ओटीपी बताएं
आपका पिन क्या है?
अपना पिन बताइए
पासवर्ड भेज दीजिए
कार्ड नंबर बताइए
अपना सीवीवी बताइए
मुझे आपका ओटीपी चाहिए
ओटीपी लिखिए
Kindly furnish your ATM PIN
I just need the PIN from your side
Please send the PIN to me
Can you give us the CVV on the back of the card?
कृपया ओटीपी साझा करें
What would be your PIN?
Please upload a picture of your debit card
Please share one time password
आप अपना ओटीपी शेयर करें
ओटीपी क्या आया है?
agar OTP aaya ho to bata dijiye
password kya rakha hai
Have you got the OTP? If yes, please share.
Please confirm your password so that I can log in
For verification purposes, I will need your card number and CVV.
Please reply with the verification code we texted you
कृपया पासवर्ड भेजें
`

// passed ask for no secret and have nothing else wrong but the language, which
// their test allows.
const passed = `
Never share your OTP.
Never share your OTP with anyone.
We will never ask for your password.
We never ask for your password or OTP.
Our team never asks for your PIN.
Please do not share your OTP with anyone.
Please don't send your password.
Do not tell anyone your PIN.
No one from our team will ask for your OTP.
Nobody should ask you for your CVV.
You don't need to share your password.
There is no need to send your password.
Please avoid sharing your OTP.
If someone asks for your OTP, do not share it.
If you share your OTP, your account is at risk.
Sharing your OTP is dangerous.
Anyone who asks for your PIN is a fraud.
Fraudsters ask for your OTP.
You can reset your password from the settings page.
Please enter your password on the login page.
Please enter the OTP on the screen.
Enter the OTP in the app and press OK.
Open the app. Enter your PIN and press OK.
On the login page, enter your password.
Please click on Forgot password.
Please use the password reset link.
I am sending you a password reset link.
We have sent an OTP to your number.
We will send you an OTP.
I will send you the OTP again.
An OTP was sent to your phone.
The system will send an OTP to your email.
Your password is not visible to us.
Your OTP is valid for ten minutes.
Did you receive the OTP?
Have you received the OTP?
Have you changed your password?
Is your password working now?
Did you share your OTP with anyone?
What error do you see after entering the password?
What happens when you enter the OTP?
Please share a screenshot of the OTP screen.
Please send a screenshot of the error.
Please send a screenshot of the page where it asks for the OTP.
Could you please send a screenshot of what you see? Please cover passwords and codes before you send it; we never need them.
Please tell me about the error you get when you enter your password.
Please share the steps to reset your password with your team.
Let me know once you have reset your password.
Tell me if the password reset worked.
Please confirm that you changed your password.
Please share your username, not your password.
Please share everything except your password.
Please send the last four digits of your card number.
Please share the last 4 digits of the card number.
Please share your area PIN code.
What is your PIN code?
Please share your SIM card number.
Please share your PAN card number.
Please pin this chat.
Please share the pin location.
Please share your email address.
Please share your order number.
Please share your ticket number.
Please tell me the error code.
What is the coupon code?
Your password must have eight characters.
The password policy asks for a symbol.
Please choose a strong password.
Please keep your password safe.
Please change your password regularly.
You will need your password to log in.
Please write to us if your password does not work.
I understand that your OTP has not arrived.
I am checking why the OTP did not arrive.
Please wait while we resend the OTP.
I need your help to understand the password problem.
Please provide the time at which the OTP failed.
Change your password and tell us if it works.
Thank you, your PIN works again.
For your safety, we do not store your card number.
Please remove your card number from this chat.
Your card number was hidden from us.
Please do not write your PIN here.
We don't need your OTP.
I can't see your password.
I never want your password.
You must never tell me your PIN.
Nothing is needed: not the password, not the OTP.
OTP kisi ko mat bataiye.
Apna password kisi ke saath share na karein.
Hum kabhi password nahi maangte.
Password batane ki zaroorat nahi hai.
OTP bhej diya hai.
Hum aapko OTP bhej rahe hain.
OTP nahi aaya to hum dobara bhej denge.
OTP wali screen ka screenshot bhejiye.
Login page par password daliye.
App mein OTP daliye.
Kya aapko OTP mila?
Password reset karne ke liye link bhej rahe hain.
अपना ओटीपी किसी को मत बताइए।
पासवर्ड कभी न बताएं।
हम कभी पासवर्ड नहीं मांगते।
ओटीपी भेज दिया है।
Hello, how can I help you today?
I have read your chat up to here.
I am glad that this is solved.
Thank you for contacting us.
If you need us again, call us or write to us.
Could you tell me what happened when you clicked it?
The invoice is at https://example.com/pay?id=1&x=2 for you.
It is not your fault.
It was our mistake, and I am sorry.
You can change your email in the settings.
To change your number, we verify your identity first.
I cannot change your plan before the checklist is done.
Would you like to change your plan?
Our IVR, CRM and API teams are on it.
Your KYC, GST and PAN are verified.
Great news!
The call starts at 10:30 today.
We have solved this for other customers before.
I will look into it now.
Please describe the problem in your own words.
Which page do you see now?
Kya OTP aa gaya?
OTP aa jaye to app mein daal dijiye.
Your agents will get their passwords by email.
You can get a new PIN at any branch.
The OTP comes from the bank, and not from us.
Please type the password carefully when you log in.
You may need to enter your PIN again on the phone.
Please send me the number on which you get the OTP.
Agar OTP mein dikkat ho to bataiye.
Once you enter the OTP, you will be logged in.
We need to know whether the OTP arrived.
`
