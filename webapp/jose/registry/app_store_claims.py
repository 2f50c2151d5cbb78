"""Claims of what the App Store signs: purchases, renewals, notifications. Their dates are in milliseconds."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PURCHASE: Final = "Apple App Store"
_DOWNLOAD: Final = "Apple App Store, downloads"
_RENEWAL: Final = "Apple App Store, renewals"
_NOTICE: Final = "Apple App Store, notifications"

# fmt: off
APP_STORE_CLAIMS: Final = (
    #     name, reference, description
    # Notifications and requests
    Claim("bid",              _PURCHASE, "Bundle ID: the application that the request is about"),
    Claim("notificationType", _NOTICE, "Notification type: what happened to a purchase"),
    Claim("notificationUUID", _NOTICE, "Notification UUID: names this notification, so that it counts once"),
    # Purchases
    Claim("bundleId",                    _PURCHASE, "Bundle ID: the application that was bought from"),
    Claim("signedDate",                  _PURCHASE, "Signed date: when Apple signed it"),
    Claim("transactionId",               _PURCHASE, "Transaction ID: of this purchase or renewal"),
    Claim("originalTransactionId",       _PURCHASE, "Original transaction ID: of the purchase that renewals belong to"),
    Claim("appTransactionId",            _PURCHASE, "Application transaction ID: of the download by this account"),
    Claim("webOrderLineItemId",          _PURCHASE, "Web order line item ID: of this period of a subscription"),
    Claim("productId",                   _PURCHASE, "Product ID: what was bought"),
    Claim("subscriptionGroupIdentifier", _PURCHASE, "Subscription group: of which one subscription runs at a time"),
    Claim("purchaseDate",                _PURCHASE, "Purchase date: when it was paid"),
    Claim("originalPurchaseDate",        _PURCHASE, "Original purchase date: of the purchase that renewals belong to"),
    Claim("expiresDate",                 _PURCHASE, "Expiry date: when the subscription ends or renews"),
    Claim("inAppOwnershipType",          _PURCHASE, "Ownership: whether the account bought it, or shares the family's"),
    Claim("transactionReason",           _PURCHASE, "Transaction reason: whether somebody bought, or it was renewed"),
    Claim("appAccountToken",             _PURCHASE, "Application account token: what the application calls the buyer"),
    Claim("storefrontId",                _PURCHASE, "Storefront ID: of the shop, as Apple numbers them"),
    Claim("offerType",                   _PURCHASE, "Offer type: why it cost less"),
    Claim("offerIdentifier",             _PURCHASE, "Offer ID: the offer code or promotional offer"),
    Claim("offerDiscountType",           _PURCHASE, "Offer discount type: how it is paid while the offer lasts"),
    Claim("isUpgraded",                  _PURCHASE, "Upgraded: the buyer went over to a higher subscription"),
    Claim("revocationDate",              _PURCHASE, "Revocation date: when Apple gave the money back"),
    Claim("revocationReason",            _PURCHASE, "Revocation reason: why Apple gave the money back"),
    # Downloads of the application
    Claim("receiptType",                _DOWNLOAD, "Receipt type: Sandbox, Production or Xcode"),
    Claim("receiptCreationDate",        _DOWNLOAD, "Receipt creation date: when Apple signed it"),
    Claim("appAppleId",                 _DOWNLOAD, "Application ID: in the App Store; 0 in the sandbox"),
    Claim("applicationVersion",         _DOWNLOAD, "Application version: that is installed"),
    Claim("originalApplicationVersion", _DOWNLOAD, "Original application version: that this account first got"),
    Claim("originalPlatform",           _DOWNLOAD, "Original platform: where this account first got the application"),
    Claim("versionExternalIdentifier",  _DOWNLOAD, "Version ID: of the installed version in the App Store"),
    Claim("preorderDate",               _DOWNLOAD, "Preorder date: when it was ordered ahead"),
    Claim("deviceVerification",         _DOWNLOAD, "Device verification: shows that it was made for this device"),
    Claim("deviceVerificationNonce",    _DOWNLOAD, "Device verification nonce: goes into the device verification"),
    # Renewals
    Claim("autoRenewProductId",          _RENEWAL, "Auto-renew product ID: what the subscription renews to"),
    Claim("autoRenewStatus",             _RENEWAL, "Auto-renew status: whether the subscription will renew"),
    Claim("expirationIntent",            _RENEWAL, "Expiration intent: why the subscription ended"),
    Claim("gracePeriodExpiresDate",      _RENEWAL, "Grace period end: until then access goes on though payment failed"),
    Claim("isInBillingRetryPeriod",      _RENEWAL, "Billing retry: whether Apple still tries to be paid"),
    Claim("priceIncreaseStatus",         _RENEWAL, "Price increase status: whether the buyer agreed to a higher price"),
    Claim("recentSubscriptionStartDate", _RENEWAL, "Recent start: when this run of renewals began"),
    Claim("renewalDate",                 _RENEWAL, "Renewal date: when the subscription renews"),
    Claim("renewalPrice",                _RENEWAL, "Renewal price: in thousandths of the currency"),
)
# fmt: on
